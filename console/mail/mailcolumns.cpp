// SPDX-License-Identifier: GPL-3.0-only
#include "mail/mailcolumns.h"

#include "api/paths.h"
#include "mail/mailwords.h"
#include "widgets/cells.h"
#include "widgets/sign.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MailColumns)
};

Sign signOf(const OutboxMail &mail)
{
    if (mail.state == "sent"_L1)
        return Sign::Check;
    if (mail.state == "failed"_L1)
        return Sign::Cross;
    return mail.tries > 0 ? Sign::Warning : Sign::Information;
}

QVariant stateOf(const OutboxMail &mail, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return mailwords::state(mail);
    case Qt::DecorationRole:
        return signIcon(signOf(mail));
    case Qt::ToolTipRole:
        return mailwords::standing(mail).sentence;
    case PagedModelBase::FilterRole:
        return mail.state == "held"_L1 ? u"waiting"_s : mail.state;
    default:
        return {};
    }
}

Column<OutboxMail> column(const QString &name, const QString &title,
                          QVariant (*give)(const OutboxMail &, int))
{
    return {.name = name,
            .title = title,
            .read = [give](const OutboxMail &m) { return give(m, Qt::DisplayRole); },
            .furnish = give};
}

} // namespace

MailModel *makeMailModel(ApiClient &client, QObject *parent)
{
    QList<Column<OutboxMail>> columns{
        column(u"createdAt"_s, Words::tr("Written"),
               [](const OutboxMail &m, int role) { return cells::time(m.createdAt, role); }),
        column(u"recipient"_s, Words::tr("To"),
               [](const OutboxMail &m, int role) { return cells::person(m.recipient, role); }),
        column(u"kind"_s, Words::tr("What for"),
               [](const OutboxMail &m, int role) {
                   return role == Qt::DisplayRole ? QVariant(mailwords::kind(m.kind)) : QVariant();
               }),
        column(u"state"_s, Words::tr("State"), stateOf),
        column(u"tries"_s, Words::tr("Tries"), [](const OutboxMail &m, int role) {
            return role == Qt::DisplayRole && m.tries > 0 ? QVariant(m.tries) : QVariant();
        })};
    columns.first().sortKey = u"createdAt"_s;
    return new MailModel(
        client, path::adminOutbox, "mails"_L1, columns, [](const OutboxMail &m) { return m.id; }, parent);
}
