// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/externalaccount.h"
#include "api/passkey.h"
#include "models/pagedmodelbase.h"

class ApiClient;

// A way to sign in that depends on how the server is set up: passkeys, or a provider.
struct SignInMethod
{
    QString id = {}; // "passkeys", "provider/NAME"
    std::optional<PasskeyReport> passkeys = {};
    ProviderSummary provider = {};                   // where it is one
    std::optional<QList<ProviderCheck>> checks = {}; // of the last test

    bool isProvider() const { return !passkeys; }
};

// Passkeys first, then the providers. They are few: all of them are always loaded.
class MethodsModel : public PagedModelBase
{
    Q_OBJECT

public:
    enum Column { Name, Kind, Standing, Linked, ColumnCount };

    MethodsModel(ApiClient &client, QObject *parent);

    const SignInMethod *find(const QString &id) const;
    void setTested(const QString &provider, const QList<ProviderCheck> &checks);

    QString idAt(int row) const override { return m_methods.at(row).id; }
    int rowOf(const QString &id) const override;
    QStringList columnNames() const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    void ask(const ListQuery &query, int generation) override;
    void clearRows() override;
    QString sortKey(int) const override { return {}; }

private:
    void askForProviders(int generation, const PasskeyReport &diagnosis);
    void take(const PasskeyReport &diagnosis, const QList<ProviderSummary> &providers);

    ApiClient &m_client;
    QList<SignInMethod> m_methods;
    QHash<QString, QList<ProviderCheck>> m_tested; // by name
};
