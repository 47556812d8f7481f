// SPDX-License-Identifier: GPL-3.0-only
#include "theme.h"

#include "icons.h"
#include "palette.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QIcon>
#include <QProxyStyle>
#include <QSettings>
#include <QStandardPaths>
#include <QStyle>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace {

// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
const auto portal = u"org.freedesktop.portal.Desktop"_s;
const auto portalPath = u"/org/freedesktop/portal/desktop"_s;
const auto portalSettings = u"org.freedesktop.portal.Settings"_s;
const auto appearance = u"org.freedesktop.appearance"_s;
const auto colourScheme = u"color-scheme"_s;
constexpr uint prefersDark = 1;

bool hasPlainFusion()
{
    const auto fusion = std::unique_ptr<QStyle>(QStyleFactory::create(u"fusion"_s));
    return fusion && QApplication::style()->name() == "fusion"_L1 &&
           QApplication::palette().color(QPalette::Window) ==
               fusion->standardPalette().color(QPalette::Window);
}

// Fusion with icons in the palette's colours where Qt puts some by itself, and none on the buttons
// of dialogs, where words say more.
class OwnFusion : public QProxyStyle
{
public:
    OwnFusion()
        : QProxyStyle(u"fusion"_s)
    {}

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }

    QIcon standardIcon(StandardPixmap wanted, const QStyleOption *option,
                       const QWidget *widget) const override
    {
        const QIcon own = wanted == SP_LineEditClearButton ? icon(u"edit-clear"_s) : QIcon();
        return own.isNull() ? QProxyStyle::standardIcon(wanted, option, widget) : own;
    }
};

// Not every platform plugin knows where the desktop keeps its icons.
QStringList iconFolders()
{
    return QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, u"icons"_s,
                                     QStandardPaths::LocateDirectory);
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_isOwnPalette(hasPlainFusion())
{
    QIcon::setThemeSearchPaths(QIcon::themeSearchPaths() + iconFolders());
    QIcon::setFallbackThemeName(u"breeze"_s);
    if (QIcon::themeName().isEmpty() || QIcon::themeName() == "hicolor"_L1)
        QIcon::setThemeName(u"breeze"_s);
    if (!m_isOwnPalette)
        return;
    QApplication::setStyle(new OwnFusion);
    askPortal();
}

Theme::Choice Theme::choice() const
{
    const QString name = QSettings().value(u"theme"_s).toString();
    if (name == "light"_L1)
        return Choice::Light;
    return name == "dark"_L1 ? Choice::Dark : Choice::System;
}

void Theme::choose(Choice choice)
{
    const auto name = choice == Choice::Light ? u"light"_s : choice == Choice::Dark ? u"dark"_s : u"system"_s;
    QSettings().setValue(u"theme"_s, name);
    apply();
}

void Theme::apply()
{
    const bool isDark = choice() == Choice::Dark || (choice() == Choice::System && m_isSystemDark);
    if (choice() != Choice::System || m_isOwnPalette)
        QApplication::setPalette(isDark ? colour::dark() : colour::light());
    else
        QApplication::setPalette(QPalette());
}

// Asked without waiting: a desktop without a portal stays light.
void Theme::askPortal()
{
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portal, portalPath, portalSettings, u"SettingChanged"_s, this,
                SLOT(takePortalSetting(QString, QString, QDBusVariant)));
    auto question = QDBusMessage::createMethodCall(portal, portalPath, portalSettings, u"Read"_s);
    question << appearance << colourScheme;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            takeScheme(reply.value().variant());
    });
}

void Theme::takePortalSetting(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance && key == colourScheme)
        takeScheme(value.variant());
}

// The portal wraps the value in one variant more than its own description says.
void Theme::takeScheme(const QVariant &scheme)
{
    const QVariant inner =
        scheme.canConvert<QDBusVariant>() ? scheme.value<QDBusVariant>().variant() : scheme;
    m_isSystemDark = inner.toUInt() == prefersDark;
    apply();
}
