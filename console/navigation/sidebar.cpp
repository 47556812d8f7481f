// SPDX-License-Identifier: GPL-3.0-only
#include "navigation/sidebar.h"

#include "icons.h"
#include "palette.h"

#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRole = Qt::UserRole;
constexpr int filterRole = Qt::UserRole + 1;

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QWidget(parent)
    , m_server(new QToolButton)
    , m_tree(new QTreeWidget)
{
    m_server->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_server->setAutoRaise(true);
    m_server->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_server->setMinimumHeight(36);
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(20);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setIconSize({18, 18});
    m_tree->setItemsExpandable(false);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setMinimumSectionSize(24);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setAccessibleName(tr("Pages"));
    m_tree->viewport()->setAutoFillBackground(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_server);
    layout->addWidget(m_tree, 1);
    setFocusProxy(m_tree);
    connect(m_tree, &QTreeWidget::itemClicked, this, &Sidebar::go);
    connect(m_tree, &QTreeWidget::itemActivated, this, &Sidebar::go);
}

void Sidebar::setServer(const QString &name, const QString &tip, QMenu *menu)
{
    m_name = name;
    m_server->setText(tr("%1  ▾").arg(name));
    m_server->setToolTip(tip);
    m_server->disconnect(this); // not setMenu(): its arrow would stand below the text
    connect(m_server, &QToolButton::clicked, this,
            [this, menu] { menu->popup(m_server->mapToGlobal(m_server->rect().bottomLeft())); });
    m_server->setAccessibleName(tr("Server %1 and your account").arg(name));
    paintMark();
}

// A dot in the server's own colour, so that two windows are told apart at a glance.
void Sidebar::paintMark()
{
    QPixmap mark(QSize(12, 12) * devicePixelRatioF());
    mark.setDevicePixelRatio(devicePixelRatioF());
    mark.fill(Qt::transparent);
    QPainter painter(&mark);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour::calm(m_name, palette()));
    painter.drawEllipse(QRectF(1, 1, 10, 10));
    painter.end();
    m_server->setIcon(QIcon(mark));
}

void Sidebar::addPage(const QString &page, const QString &title, const QString &iconName)
{
    auto *item = new QTreeWidgetItem(m_tree, {title, {}});
    item->setIcon(0, icon(iconName));
    item->setData(0, pageRole, page);
    item->setSizeHint(0, {0, 30});
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
}

void Sidebar::addFilter(const QString &page, const QString &filter, const QString &title)
{
    QTreeWidgetItem *parent = find(page, {});
    if (!parent || find(page, filter))
        return;
    auto *item = new QTreeWidgetItem(parent, {title, {}});
    item->setData(0, pageRole, page);
    item->setData(0, filterRole, filter);
    item->setSizeHint(0, {0, 26});
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    parent->setExpanded(true);
}

void Sidebar::removeFilter(const QString &page, const QString &filter)
{
    if (!filter.isEmpty())
        delete find(page, filter);
}

void Sidebar::setCount(const QString &page, const QString &filter, qint64 count, bool isEstimate)
{
    QTreeWidgetItem *item = find(page, filter);
    if (!item)
        return;
    const QString number = QLocale().toString(count);
    item->setText(1, isEstimate ? tr("%1+").arg(number) : number);
    item->setHidden(!filter.isEmpty() && count == 0);
}

void Sidebar::setCurrent(const QString &page, const QString &filter)
{
    QTreeWidgetItem *item = find(page, filter);
    m_tree->setCurrentItem(item ? item : find(page, {}));
}

QTreeWidgetItem *Sidebar::find(const QString &page, const QString &filter) const
{
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        if ((*it)->data(0, pageRole).toString() == page && (*it)->data(0, filterRole).toString() == filter)
            return *it;
    }
    return nullptr;
}

void Sidebar::go(QTreeWidgetItem *item)
{
    const QString page = item->data(0, pageRole).toString();
    const QString filter = item->data(0, filterRole).toString();
    if (filter.isEmpty())
        emit pageWanted(page);
    else
        emit filterWanted(page, filter);
}

void Sidebar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintMark();
}
