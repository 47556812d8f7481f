// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

// The filter language of every list: one line of free words and terms `key`, `key:value`, joined
// by blanks, all of which must hold. '-' in front negates, "quotes" hold blanks together. The
// console checks and completes it while it is typed, the server turns it into SQL; both know the
// keys from here.
namespace filter {

enum class Kind {
    Flag,     // the word alone, or :yes / :no
    Choice,   // one of `choices`
    Address,  // an IP address or a network: 10.0.0.7, 10.0.0.0/8, fd00::/8
    Age,      // a time span back from now: 90s, 15m, 12h, 7d, 4w
    Text      // an exact value
};

struct Key
{
    QString name;
    Kind kind;
    QStringList choices = {};
};

struct Term
{
    QString key;
    QString value; // of a Flag: "yes" or "no"
    bool negated = false;
    bool operator==(const Term &) const = default;
};

// A piece of the text that can't be understood: where it stands and why.
struct Fault
{
    enum class Reason { UnknownKey, MissingValue, BadValue, OpenQuote };
    qsizetype position = 0;
    qsizetype length = 0;
    Reason reason = Reason::UnknownKey;
    QString piece;
    bool isUnfinished = false; // at the end of the text: may still become right
};

struct Parsed
{
    QStringList words;
    QList<Term> terms;
    QList<Fault> faults;
};

Parsed parse(const QString &text, const QList<Key> &keys);

// A term as text, quoted where needed.
QString toText(const Term &term);

// Seconds of an Age value; 0 if it is none.
qint64 ageSeconds(const QString &value);

const QList<Key> &accountKeys(); // 2fa:on|off disabled locked verified admin never since: seen:
const QList<Key> &sessionKeys(); // ip: device:desktop|mobile|tablet|bot|unknown remembered since: seen: method:
const QList<Key> &eventKeys();   // failed ok reason: provider: ip: device: email: since:
const QList<Key> &outboxKeys();  // waiting sent failed

} // namespace filter
