// SPDX-License-Identifier: GPL-3.0-only
#include "methods/methodwords.h"

#include "methods/checkwords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MethodWords)
};

// None: nobody has tried yet.
std::optional<bool> works(const SignInMethod &method)
{
    if (method.passkeys)
        return method.passkeys->works;
    if (!method.checks)
        return std::nullopt;
    return std::ranges::all_of(*method.checks, [](const ProviderCheck &check) {
        return check.passed || checkwords::isHarmless(check);
    });
}

} // namespace

QString methodwords::title(const SignInMethod &method)
{
    if (!method.isProvider())
        return Words::tr("Passkeys");
    return method.provider.displayName.isEmpty() ? method.provider.name : method.provider.displayName;
}

QString methodwords::kind(const SignInMethod &method)
{
    const QString &type = method.provider.type;
    if (!method.isProvider())
        return Words::tr("A device's own lock");
    if (type == "oidc"_L1)
        return u"OpenID Connect"_s;
    if (type == "oauth2"_L1)
        return u"OAuth 2.0"_s;
    if (type == "google"_L1)
        return u"Google"_s;
    return type == "github"_L1 ? u"GitHub"_s : type;
}

QString methodwords::iconName(const SignInMethod &method)
{
    return method.isProvider() ? u"internet-services"_s : u"fingerprint"_s;
}

QString methodwords::standing(const SignInMethod &method)
{
    const auto good = works(method);
    if (!good)
        return Words::tr("Not tested yet");
    if (method.isProvider())
        return *good ? Words::tr("Answers as it should") : Words::tr("Something is wrong");
    return *good ? Words::tr("Work here") : Words::tr("Can't work here");
}

Sign methodwords::sign(const SignInMethod &method)
{
    const auto good = works(method);
    return !good ? Sign::Information : *good ? Sign::Check : Sign::Warning;
}

methodwords::Verdict methodwords::verdict(const SignInMethod &method)
{
    const auto good = works(method);
    if (!good)
        return {Notice::Kind::Information,
                Words::tr("Test it to see whether people can sign in through it.")};
    if (!method.isProvider())
        return *good ? Verdict{Notice::Kind::Done, Words::tr("Passkeys work here.")}
                     : Verdict{Notice::Kind::Warning,
                               Words::tr("Passkeys can't work here yet. This is in the way:")};
    return *good ? Verdict{Notice::Kind::Done,
                           Words::tr("Everything that can be tried without a person is right.")}
                 : Verdict{Notice::Kind::Failure,
                           Words::tr("Nobody can sign in through it now. This is wrong:")};
}
