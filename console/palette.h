// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPalette>

// Colours by meaning, for the light or dark palette at hand. Never the only sign: a shape or a word
// goes with each.
namespace colour {

enum class Meaning { Accent, Ok, Warning, Danger, Muted };

bool isDark(const QPalette &palette);

// For text and symbols on the palette's Base; at least 4.5:1 against it.
QColor of(Meaning meaning, const QPalette &palette);

// A quiet background for a chip or a bar of this meaning.
QColor tint(Meaning meaning, const QPalette &palette);

// A calm colour that is always the same for the same text: a person, a server.
QColor calm(const QString &text, const QPalette &palette);

// Fusion's colours where the platform has none of its own.
QPalette light();
QPalette dark();

} // namespace colour
