// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <unistd.h>

#include <utility>

namespace http {

// A file descriptor that somebody owns.
class Descriptor
{
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(other.release()) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor() { close(); }

    bool isValid() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }
    void close()
    {
        if (isValid())
            ::close(release());
    }

private:
    int m_fd;
};

} // namespace http
