// SPDX-License-Identifier: GPL-3.0-only
#include "palette.h"

#include <QHash>

namespace {

struct Pair
{
    const char *light;
    const char *dark;
};

Pair pairOf(colour::Meaning meaning)
{
    switch (meaning) {
    case colour::Meaning::Accent:
        return {"#0b5cc0", "#7ab7ff"};
    case colour::Meaning::Ok:
        return {"#1a7f37", "#56c66b"};
    case colour::Meaning::Warning:
        return {"#8a5a00", "#e0ab3a"};
    case colour::Meaning::Danger:
        return {"#c21d2a", "#ff8078"};
    case colour::Meaning::Muted:
        return {"#5d666f", "#9aa4ad"};
    }
    Q_UNREACHABLE();
}

// A stable number for a text; QHash's own differ from run to run.
quint32 numberOf(const QString &text)
{
    quint32 number = 2166136261u; // FNV-1a
    for (const char byte : text.toUtf8())
        number = (number ^ quint8(byte)) * 16777619u;
    return number;
}

QColor mixed(const QColor &one, const QColor &other, qreal share)
{
    const auto mix = [share](int a, int b) { return int(a * share + b * (1 - share)); };
    return QColor(mix(one.red(), other.red()), mix(one.green(), other.green()),
                  mix(one.blue(), other.blue()));
}

void dim(QPalette &palette, const QColor &text)
{
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, text);
}

} // namespace

namespace colour {

bool isDark(const QPalette &palette) { return palette.color(QPalette::Base).lightness() < 128; }

QColor of(Meaning meaning, const QPalette &palette)
{
    const Pair pair = pairOf(meaning);
    return QColor(QLatin1StringView(isDark(palette) ? pair.dark : pair.light));
}

QColor tint(Meaning meaning, const QPalette &palette)
{
    return mixed(of(meaning, palette), palette.color(QPalette::Base), isDark(palette) ? 0.22 : 0.12);
}

QColor calm(const QString &text, const QPalette &palette)
{
    const int hue = int(numberOf(text) % 24) * 15; // far enough apart to be told apart
    return isDark(palette) ? QColor::fromHsl(hue, 90, 95) : QColor::fromHsl(hue, 95, 105);
}

QPalette light()
{
    QPalette palette(QColor(0xf3, 0xf4, 0xf6));
    palette.setColor(QPalette::Window, QColor(0xf3, 0xf4, 0xf6));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xf7, 0xf8, 0xfa));
    palette.setColor(QPalette::Button, QColor(0xf0, 0xf1, 0xf3));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, QColor(0x1c, 0x20, 0x24));
    palette.setColor(QPalette::ToolTipBase, Qt::white);
    palette.setColor(QPalette::Mid, QColor(0xd3, 0xd7, 0xdc));
    palette.setColor(QPalette::Highlight, QColor(0x0b, 0x5c, 0xc0));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x0b, 0x5c, 0xc0));
    palette.setColor(QPalette::PlaceholderText, QColor(0x6b, 0x74, 0x7d));
    dim(palette, QColor(0x9a, 0xa1, 0xa8));
    return palette;
}

QPalette dark()
{
    QPalette palette(QColor(0x26, 0x29, 0x2d));
    palette.setColor(QPalette::Window, QColor(0x26, 0x29, 0x2d));
    palette.setColor(QPalette::Base, QColor(0x1c, 0x1f, 0x22));
    palette.setColor(QPalette::AlternateBase, QColor(0x21, 0x24, 0x28));
    palette.setColor(QPalette::Button, QColor(0x33, 0x37, 0x3c));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, QColor(0xe4, 0xe7, 0xea));
    palette.setColor(QPalette::ToolTipBase, QColor(0x33, 0x37, 0x3c));
    palette.setColor(QPalette::Mid, QColor(0x3b, 0x40, 0x46));
    palette.setColor(QPalette::Highlight, QColor(0x2d, 0x6c, 0xbf));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x7a, 0xb7, 0xff));
    palette.setColor(QPalette::PlaceholderText, QColor(0x93, 0x9c, 0xa5));
    dim(palette, QColor(0x74, 0x7c, 0x84));
    return palette;
}

} // namespace colour
