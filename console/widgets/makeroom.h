// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QWidget;

// Makes a dialog high enough for what its layout needs at this width: a wrapped sentence that has
// appeared in it does not do that by itself.
void makeRoom(QWidget &dialog);
