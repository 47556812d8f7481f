// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

// A QR code (ISO/IEC 18004, error correction M), drawn as squares that fall on whole pixels of the
// screen at any scale. Always black on white with its quiet zone, since cameras need it so, in a
// dark theme too. What it says is forgotten as soon as it is hidden.
class QrCode : public QWidget
{
    Q_OBJECT

public:
    explicit QrCode(QWidget *parent = nullptr);
    ~QrCode() override;

    // Shows nothing (isEmpty) for an empty text and for one that no QR code can hold.
    void setText(const QByteArray &text);
    void clear();
    bool isEmpty() const { return m_width == 0; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    bool isDark(int row, int column) const { return m_modules[row * m_width + column] & 1; }
    void paintRow(QPainter &painter, int row, QPoint corner, int side) const;

    QByteArray m_modules; // one byte each, row by row; bit 0 is black
    int m_width = 0;      // modules a side
};
