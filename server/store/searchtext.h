// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

// How texts are folded so that people are found and sorted whatever case and accents were typed.
// Stores write what these give; lists read by the same rules.
namespace store {

// Compatibility-decomposed, without accents, case-folded, blanks and control characters collapsed
// to one blank: "  Zoë  STRAẞE" gives "zoe strasse". What name_key columns hold.
QString folded(const QString &text);

// What search_text columns hold: every word of every part, folded, once, with two blanks in front,
// so that the trigrams "  a" and " ab" stand for words that begin with "a" and "ab".
QString searchText(const QStringList &parts);

// What must stand in a search_text if a word matches: from three characters on the word anywhere,
// shorter ones at the beginning of a word. Empty for a word that holds nothing to look for.
QString needle(const QString &word);

// The same as a query to the trigram index; what it finds may still lack a needle that is longer
// than one trigram.
QString trigramQuery(const QString &needle);
bool isOneTrigram(const QString &needle);

} // namespace store
