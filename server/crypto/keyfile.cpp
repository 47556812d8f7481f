// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/keyfile.h"

#include "api/codes.h"
#include "crypto/random.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace crypto {

using namespace Qt::StringLiterals;

namespace {

Error broken(const QString &path, const QString &what)
{
    return Error{Error::Kind::Internal, code::internalServerError, u"key file %1: %2"_s.arg(path, what)};
}

bool writeDurably(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = write(descriptor, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno != EINTR)
            return false;
        bytes = bytes.sliced(qMax<ssize_t>(written, 0));
    }
    return fsync(descriptor) == 0;
}

void syncFolder(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
}

// Written under a name of its own and then linked, so that nobody ever sees half a key and the
// first of several processes wins.
Result<> makeKeyFile(const QString &path, int size)
{
    const QByteArray name = QFile::encodeName(path);
    const QByteArray draft = name + ".new-" + randomText(12);
    const int descriptor = open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return broken(path, u"can't be made: %1"_s.arg(qt_error_string()));

    const Secret line(randomBytes(size).toBase64() + '\n');
    bool made = writeDurably(descriptor, line.bytes());
    made = close(descriptor) == 0 && made;
    made = made && (link(draft.constData(), name.constData()) == 0 || errno == EEXIST);
    const QString reason = qt_error_string();
    unlink(draft.constData());
    syncFolder(path);
    if (!made)
        return broken(path, u"can't be written: %1"_s.arg(reason));
    return {};
}

// systemd gives a service its credentials through an access list, whose mask stat() shows as
// rights of the group.
bool isCredential(const QString &path)
{
    const QString folder = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
    return !folder.isEmpty() && QFileInfo(path).absolutePath() == QFileInfo(folder).absoluteFilePath();
}

Result<> refuseReadableByOthers(const QString &path, int descriptor)
{
    struct stat status = {};
    if (fstat(descriptor, &status) != 0)
        return broken(path, qt_error_string());
    const mode_t foreign = isCredential(path) ? S_IRWXO | S_IWGRP : S_IRWXG | S_IRWXO;
    if (status.st_mode & foreign)
        return broken(path, u"others than its owner may use it; run: chmod 600 %1"_s.arg(path));
    return {};
}

Result<Secret> decodeKey(const QString &path, const Secret &text, int size)
{
    const auto key =
        QByteArray::fromBase64Encoding(text.bytes().trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    const Secret decoded(*key);
    if (!key || decoded.bytes().size() != size)
        return broken(path, u"does not hold %1 bytes as base64 text; restore it from a backup"_s.arg(size));
    return decoded;
}

} // namespace

Result<Secret> readOrMakeKeyFile(const QString &path, int size)
{
    QFile file(path);
    if (!file.exists())
        TRY(makeKeyFile(path, size));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return broken(path, u"can't be read: %1"_s.arg(file.errorString()));
    TRY(refuseReadableByOthers(path, file.handle()));
    constexpr qint64 most = 1024;
    return decodeKey(path, Secret(file.read(most)), size);
}

} // namespace crypto
