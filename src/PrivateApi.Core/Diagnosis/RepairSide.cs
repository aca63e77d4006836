using PrivateApi.Diagnosis.Collection;
using PrivateApi.Model;

namespace PrivateApi.Diagnosis;

/// <summary>
/// The part of a call between two accounts that one of them has: the API and its domains, or the caller's networks, names and endpoints.
/// Each side is tested and changed in its own account.
/// </summary>
internal static class RepairSide
{
    // The endpoint's account associates it with a domain name (API Gateway guide, "API consumer: Associate your VPC endpoint with a private
    // custom domain name").
    private static readonly ChangeKind[] OfCaller =
    [
        ChangeKind.VpcAttribute,
        ChangeKind.HostedZone,
        ChangeKind.ZoneAssociation,
        ChangeKind.DnsRecord,
        ChangeKind.PrivateDns,
        ChangeKind.DomainAssociation,
        ChangeKind.SecurityGroupRule,
        ChangeKind.NetworkAclEntry,
        ChangeKind.Route,
        ChangeKind.EndpointPolicy,
    ];

    /// <summary>True for a change that the caller's account makes, if it is not the API's.</summary>
    public static bool IsOfCaller(ChangeKind kind) => OfCaller.Contains(kind);

    /// <summary>The account that makes a change for a call between two.</summary>
    public static string? AccountOf(TestResult result, ChangeKind kind) =>
        IsOfCaller(kind) ? result.Input?.CallerAccountId : result.AccountId;

    /// <summary>True for a call between two accounts.</summary>
    public static bool IsTwo(TestResult result) =>
        result.Input is { IsCallerElsewhere: true } input && input.CallerAccountId != result.AccountId;

    /// <summary>The result as one of an account that has a side of it; as it is where the account has none.</summary>
    /// <param name="result">The result.</param>
    /// <param name="account">The account.</param>
    public static TestResult In(TestResult result, string account) =>
        IsTwo(result) && account == result.Input!.CallerAccountId ? result with { AccountId = account } : result;

    /// <summary>The test of the side that an account has, without the other, which does not show there.</summary>
    /// <param name="result">The result.</param>
    /// <param name="account">The account: the API's or the caller's.</param>
    /// <param name="via">How to prove it with a call; null for no call.</param>
    public static TestRequest Request(TestResult result, string account, CallVia? via)
    {
        TestRequest whole = TestAgain.Request(result, via) with { IsCallerElsewhere = false };
        return !IsTwo(result) || account != result.AccountId
            ? whole
            : whole with
            {
                Caller = new CallerRequest(),
                VpcEndpointId = result.VpcEndpointId,
            };
    }

    /// <summary>The changes of the other side that a test found, with where they are made; null for none.</summary>
    /// <param name="result">The result of both sides.</param>
    /// <param name="account">The account whose side is not meant; null to say all of both.</param>
    public static string? Others(TestResult result, string? account)
    {
        ILookup<bool, ProposedChange> sides = result.Change.ToLookup(change => OfCaller.Contains(change.Kind));
        string caller = result.Input?.CallerAccountId is { } id ? $"the caller's account {id}" : "the caller's account";
        string[] told =
        [
            .. account == result.AccountId ? [] : Side($"account {result.AccountId}", sides[false]),
            .. account is not null && account == result.Input?.CallerAccountId ? [] : Side(caller, sides[true]),
        ];
        return told.Length == 0 ? null : string.Join(" ", told);

        static string[] Side(string place, IEnumerable<ProposedChange> changes) =>
            changes.Any() ? [$"In {place}: {string.Join("; ", changes.Select(change => $"{change.Description}: {change.Command}"))}."] : [];
    }
}
