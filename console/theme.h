// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

class QDBusVariant;

// How the console looks: the platform's own style and colours; where it has none, Fusion with ours,
// light or dark as the desktop's portal says. Icons come from the desktop's theme, else from Breeze.
class Theme : public QObject
{
    Q_OBJECT
    Q_MOC_INCLUDE(<QDBusVariant>)

public:
    enum class Choice { System, Light, Dark };

    explicit Theme(QObject *parent = nullptr);

    Choice choice() const;
    void choose(Choice choice); // remembered in the settings
    void apply();

private slots:
    void takePortalSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void takeScheme(const QVariant &scheme);

    bool m_isOwnPalette; // the platform has none
    bool m_isSystemDark = false;
};
