// SPDX-License-Identifier: GPL-3.0-only
#include "connection/certificatepanel.h"

#include <QDateTime>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString reasonText(const QString &reason)
{
    if (reason == "expired"_L1)
        return CertificatePanel::tr(
            "The server's certificate has expired. Whoever runs the server should renew it.");
    if (reason == "not_yet_valid"_L1)
        return CertificatePanel::tr(
            "The server's certificate is not valid yet. Check the clocks of both computers.");
    if (reason == "other_name"_L1)
        return CertificatePanel::tr(
            "The server's certificate was made for another name than the one you typed.");
    if (reason == "revoked"_L1)
        return CertificatePanel::tr("The server's certificate was revoked. Do not trust it.");
    return CertificatePanel::tr(
        "Nobody this computer trusts has signed the server's certificate. That is usual "
        "inside a house, and it is also what an attacker's would look like.");
}

// Two lines of eight groups, to be read out to someone.
QString grouped(const QString &hex)
{
    QString text;
    for (qsizetype i = 0; i < hex.size(); i += 4) {
        if (i > 0)
            text += i % 32 == 0 ? u'\n' : u' ';
        text += hex.mid(i, 4).toUpper();
    }
    return text;
}

QLabel *fact()
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

CertificatePanel::CertificatePanel(QWidget *parent)
    : QFrame(parent)
    , m_reason(fact())
    , m_subject(fact())
    , m_issuer(fact())
    , m_expires(fact())
    , m_print(fact())
{
    m_print->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_print->setAccessibleName(tr("Fingerprint of the certificate"));
    auto *advice =
        new QLabel(tr("Ask whoever runs the server for its fingerprint, by another way than this connection. "
                      "Trust the certificate only if both are the same."));
    advice->setWordWrap(true);
    auto *trust = new QPushButton(tr("&Trust this certificate"));
    trust->setAutoDefault(false);

    auto *facts = new QFormLayout;
    facts->setLabelAlignment(Qt::AlignLeft);
    facts->addRow(tr("Made for"), m_subject);
    facts->addRow(tr("Signed by"), m_issuer);
    facts->addRow(tr("Valid until"), m_expires);
    facts->addRow(tr("SHA-256"), m_print);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_reason);
    layout->addLayout(facts);
    layout->addWidget(advice);
    layout->addWidget(trust);
    connect(trust, &QPushButton::clicked, this, &CertificatePanel::trusted);
}

void CertificatePanel::setRefusal(const Error &untrusted)
{
    const QJsonObject &facts = untrusted.extra;
    const QString print = facts.value("fingerprint"_L1).toString();
    const auto expires = QDateTime::fromString(facts.value("expires"_L1).toString(), Qt::ISODate);
    m_fingerprint = QByteArray::fromHex(print.toLatin1());
    m_reason->setText(reasonText(facts.value("reason"_L1).toString()));
    m_subject->setText(facts.value("subject"_L1).toString());
    m_issuer->setText(facts.value("issuer"_L1).toString());
    m_expires->setText(QLocale().toString(expires.toLocalTime().date(), QLocale::LongFormat));
    m_print->setText(grouped(print));
}
