// SPDX-License-Identifier: GPL-3.0-only
#include "methods/methodsmodel.h"

#include "api/apiclient.h"
#include "api/paths.h"
#include "icons.h"
#include "methods/methodwords.h"
#include "widgets/sign.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

MethodsModel::MethodsModel(ApiClient &client, QObject *parent)
    : PagedModelBase(path::adminProviders, parent)
    , m_client(client)
{}

const SignInMethod *MethodsModel::find(const QString &id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_methods.at(row);
}

int MethodsModel::rowOf(const QString &id) const
{
    const auto found = std::ranges::find(m_methods, id, &SignInMethod::id);
    return found == m_methods.end() ? -1 : int(found - m_methods.begin());
}

QStringList MethodsModel::columnNames() const { return {u"name"_s, u"kind"_s, u"state"_s, u"linked"_s}; }

int MethodsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_methods.size());
}

int MethodsModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant MethodsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    return QStringList{tr("Method"), tr("Kind"), tr("State"), tr("People")}.value(section);
}

QVariant MethodsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SignInMethod &method = m_methods.at(index.row());
    if (role == IdRole)
        return method.id;
    if (role == Qt::DecorationRole && index.column() == Name)
        return icon(methodwords::iconName(method));
    if (role == Qt::DecorationRole && index.column() == Standing)
        return signIcon(methodwords::sign(method));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return methodwords::title(method);
    case Kind:
        return methodwords::kind(method);
    case Standing:
        return methodwords::standing(method);
    default:
        return method.isProvider() ? QVariant(QLocale().toString(method.provider.linkedAccounts))
                                   : QVariant();
    }
}

void MethodsModel::ask(const ListQuery &, int generation)
{
    m_client.get<PasskeyReport>(
        path::adminPasskeyDoctor, {}, this, [this, generation](const auto &diagnosis) {
            if (!isCurrent(generation))
                return;
            diagnosis ? askForProviders(generation, *diagnosis) : noteFailure(diagnosis.error());
        });
}

void MethodsModel::askForProviders(int generation, const PasskeyReport &diagnosis)
{
    m_client.getPage<ProviderSummary>(
        path::adminProviders, "providers"_L1, {}, this,
        [this, generation, diagnosis](const Result<Page<ProviderSummary>> &page) {
            if (!isCurrent(generation))
                return;
            if (!page && page.error().kind == Error::Kind::NotFound)
                return take(diagnosis, {}); // an older server
            page ? take(diagnosis, page->items) : noteFailure(page.error());
        });
}

void MethodsModel::take(const PasskeyReport &diagnosis, const QList<ProviderSummary> &providers)
{
    notePage(providers.size() + 1, false, std::nullopt);
    beginResetModel();
    m_methods = {{.id = u"passkeys"_s, .passkeys = diagnosis}};
    for (const ProviderSummary &provider : providers) {
        SignInMethod method{.id = u"provider/"_s + provider.name, .provider = provider};
        if (m_tested.contains(provider.name))
            method.checks = m_tested.value(provider.name);
        m_methods.append(method);
    }
    endResetModel();
    noteSettled();
}

void MethodsModel::clearRows()
{
    beginResetModel();
    m_methods.clear();
    endResetModel();
}

void MethodsModel::setTested(const QString &provider, const QList<ProviderCheck> &checks)
{
    m_tested.insert(provider, checks);
    const int row = rowOf(u"provider/"_s + provider);
    if (row < 0)
        return;
    m_methods[row].checks = checks;
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}
