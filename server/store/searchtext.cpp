// SPDX-License-Identifier: GPL-3.0-only
#include "store/searchtext.h"

using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr qsizetype trigramLength = 3;

QString trigram(const QList<uint> &characters, qsizetype position)
{
    const QString text =
        QString::fromUcs4(reinterpret_cast<const char32_t *>(characters.data()) + position, trigramLength);
    return u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QString folded(const QString &text)
{
    QString plain;
    for (const QChar character : text.normalized(QString::NormalizationForm_KD)) {
        if (character.category() == QChar::Other_Control)
            plain += u' ';
        else if (character.category() != QChar::Mark_NonSpacing)
            plain += character;
    }
    return plain.toCaseFolded().replace(u'\u00df', "ss"_L1).simplified(); // Qt folds one character to one
}

QString searchText(const QStringList &parts)
{
    QStringList words;
    for (const QString &part : parts)
        words += folded(part).split(u' ', Qt::SkipEmptyParts);
    words.removeDuplicates();
    return words.isEmpty() ? QString() : u"  "_s + words.join(u"  "_s);
}

QString needle(const QString &word)
{
    const QString plain = folded(word).replace(u' ', u"  "_s);
    const qsizetype length = plain.toUcs4().size();
    if (length == 0 || length >= trigramLength)
        return plain;
    return QString(trigramLength - length, u' ') + plain;
}

// Every third trigram and the last one cover the whole needle; more would only make the index work.
QString trigramQuery(const QString &needle)
{
    const auto characters = needle.toUcs4();
    const qsizetype last = characters.size() - trigramLength;
    QStringList wanted;
    for (qsizetype position = 0; position < last; position += trigramLength)
        wanted += trigram(characters, position);
    if (last >= 0)
        wanted += trigram(characters, last);
    return wanted.join(u" AND "_s);
}

bool isOneTrigram(const QString &needle) { return needle.toUcs4().size() == trigramLength; }

} // namespace store
