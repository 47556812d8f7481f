// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/avatar.h"

#include "palette.h"

#include <QIconEngine>
#include <QPainter>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

// The first letter or digit, whole even beyond the 16-bit plane.
QString firstLetter(const QString &word)
{
    for (const uint letter : word.toUcs4()) {
        if (QChar::isLetterOrNumber(letter))
            return QString::fromUcs4(reinterpret_cast<const char32_t *>(&letter), 1).toUpper().left(2);
    }
    return {};
}

class AvatarEngine : public QIconEngine
{
public:
    AvatarEngine(const QString &name, const QPalette &palette)
        : m_name(name)
        , m_palette(palette)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        Avatar::paint(*painter, rect, m_name, m_palette);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new AvatarEngine(*this); }

private:
    QString m_name;
    QPalette m_palette;
};

} // namespace

Avatar::Avatar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Avatar::setName(const QString &name)
{
    m_name = name;
    update();
}

QString Avatar::initials(const QString &name)
{
    static const QRegularExpression gap(u"[\\s._@-]+"_s);
    const QString person = name.contains(u'@') ? name.section(u'@', 0, 0) : name;
    QStringList letters;
    for (const QString &word : person.split(gap, Qt::SkipEmptyParts)) {
        if (const QString letter = firstLetter(word); !letter.isEmpty())
            letters.append(letter);
    }
    if (letters.isEmpty())
        return u"?"_s;
    return letters.size() == 1 ? letters.first() : letters.first() + letters.last();
}

void Avatar::paint(QPainter &painter, const QRectF &place, const QString &name, const QPalette &palette)
{
    const QColor ground = colour::calm(name, palette);
    const qreal side = qMin(place.width(), place.height());
    const QRectF circle(place.center() - QPointF(side, side) / 2, QSizeF(side, side));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(circle);
    QFont font;
    font.setPixelSize(qMax(6, int(side * 0.4)));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(ground.lightnessF() < 0.55F ? QColor(Qt::white) : QColor(Qt::black));
    painter.drawText(circle, Qt::AlignCenter, initials(name));
    painter.restore();
}

QIcon Avatar::icon(const QString &name, const QPalette &palette)
{
    return QIcon(new AvatarEngine(name, palette));
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), m_name, palette());
}
