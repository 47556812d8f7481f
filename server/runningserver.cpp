// SPDX-License-Identifier: GPL-3.0-only
#include "runningserver.h"

#include "api/codes.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

static QString fileIn(const QString &dataDirectory)
{
    return dataDirectory + u"/public-url"_s;
}

// A lock of the open file, not of the process: the kernel drops it with the last of its descriptors.
static struct flock lockOf(short type)
{
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return lock;
}

RunningServer::~RunningServer()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

// The lock is shared: two servers on one directory are both told of, the later one's URL wins.
Result<> RunningServer::announce(const QString &dataDirectory, const QString &publicUrl)
{
    const QString file = fileIn(dataDirectory);
    const QByteArray line = publicUrl.toUtf8() + '\n';
    m_descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct flock lock = lockOf(F_RDLCK);
    const bool isWritten = m_descriptor >= 0 && ::fcntl(m_descriptor, F_OFD_SETLK, &lock) == 0 &&
                           ::pwrite(m_descriptor, line.constData(), size_t(line.size()), 0) == line.size() &&
                           ::ftruncate(m_descriptor, line.size()) == 0;
    if (isWritten)
        return {};
    return Error{Error::Kind::Internal, code::internalServerError,
                 u"%1 can't be written: %2"_s.arg(file, QString::fromLocal8Bit(std::strerror(errno)))};
}

RunningServer::Trace RunningServer::traceIn(const QString &dataDirectory)
{
    QFile file(fileIn(dataDirectory));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    struct flock lock = lockOf(F_WRLCK); // only asked for, not taken: nobody is in another's way
    const bool isRunning = ::fcntl(file.handle(), F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    return {.publicUrl = QString::fromUtf8(file.readLine().trimmed()),
            .since = QFileInfo(file).lastModified(),
            .isRunning = isRunning};
}
