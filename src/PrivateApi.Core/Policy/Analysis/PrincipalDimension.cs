using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>The caller: anonymous, one that the policy names, another one of an account it names, or a stranger.</summary>
internal sealed class PrincipalDimension : AccessDimension
{
    private const string Stranger = "arn:aws:iam::000000000000:user/anybody";

    private readonly List<string> _callers = [];
    private readonly PrincipalPattern[] _patterns;
    private readonly Dictionary<string, int> _byVector = [];
    private readonly bool _byAccount;
    private readonly HashSet<string> _accounts;

    /// <param name="patterns">Every principal of the policy.</param>
    /// <param name="accounts">Accounts that conditions name; with them callers of different accounts are distinguished.</param>
    /// <param name="keysOfSigners">True when conditions test keys that only signed requests have.</param>
    public PrincipalDimension(IEnumerable<PrincipalPattern> patterns, IEnumerable<string> accounts, bool keysOfSigners)
    {
        _patterns = [.. patterns.DistinctBy(p => (p.Type, p.Text))];
        string[] named = [.. accounts];
        _byAccount = named.Length > 0 || keysOfSigners;
        _accounts = [.. named, .. _patterns.Select(p => p.AccountId ?? RequestIdentity.Parse(p.Text).AccountId).OfType<string>()];
        foreach (
            string caller in (string[])
                [
                    AccessRequest.Anonymous,
                    Stranger,
                    .. _patterns.SelectMany(Callers),
                    .. named.Select(a => $"arn:aws:iam::{a}:user/anybody"),
                ]
        )
        {
            if (_byVector.TryAdd(Vector(RequestIdentity.Parse(caller)), _callers.Count))
            {
                _callers.Add(caller);
            }
        }

        Words =
        [
            (["anonymous callers"], AtomSet.Where(Count, a => a == 0)),
            .. _patterns
                .Where(p => p.Kind != PrincipalKind.Everyone)
                .Select(p =>
                    (
                        (IReadOnlyList<string>)[p.AccountId is { } id ? $"account {id}" : p.Text],
                        AtomSet.Where(Count, a => p.Match(Identity(a)) != PrincipalMatch.No)
                    )
                ),
            (["signed callers"], AtomSet.Where(Count, a => a != 0)),
        ];
    }

    public override string Name => "principal";

    public override int Count => _callers.Count;

    public override IReadOnlyList<(IReadOnlyList<string> Texts, AtomSet Atoms)> Words { get; }

    public override int AtomOf(AccessRequest request) => _byVector.GetValueOrDefault(Vector(request.Identity), -1);

    public override void Put(WitnessRequest request, int atom) => request.Principal = _callers[atom];

    public AtomSet Matches(PolicyStatement statement, PrincipalMatch how) =>
        AtomSet.Where(Count, a => statement.MatchPrincipal(Identity(a)) == how);

    /// <summary>The caller's account; null for anonymous callers and services, empty for a stranger's.</summary>
    public string? AccountOf(int atom) => _callers[atom] == Stranger ? string.Empty : Identity(atom).AccountId;

    public override string Show(int atom) => _callers[atom];

    private RequestIdentity Identity(int atom) => RequestIdentity.Parse(_callers[atom]);

    // Everybody that a principal of the policy can match: for a role also its sessions, for an account anybody in it.
    private static IEnumerable<string> Callers(PrincipalPattern pattern)
    {
        if (pattern.Kind is PrincipalKind.Service or PrincipalKind.Federated or PrincipalKind.CanonicalUser or PrincipalKind.UniqueId)
        {
            yield return pattern.Text;
            yield break;
        }

        string[] parts =
            pattern.Kind == PrincipalKind.Account ? ["arn", "aws", "iam", "", pattern.AccountId!, "root"] : pattern.Text.Split(':', 6);
        if (pattern.Kind is not (PrincipalKind.Arn or PrincipalKind.Account) || parts.Length < 6)
        {
            yield break;
        }

        yield return pattern.Text.StartsWith("arn:", StringComparison.Ordinal) ? pattern.Text : string.Join(':', parts);
        yield return $"arn:{parts[1]}:iam::{parts[4]}:user/anybody";
        string name = parts[5][(parts[5].LastIndexOf('/') + 1)..];
        if (parts[5].StartsWith("role/", StringComparison.Ordinal))
        {
            yield return $"arn:{parts[1]}:sts::{parts[4]}:assumed-role/{name}/anysession";
        }
        else if (parts[5].StartsWith("assumed-role/", StringComparison.Ordinal) && parts[5].Split('/') is [_, string role, _])
        {
            yield return $"arn:{parts[1]}:sts::{parts[4]}:assumed-role/{role}/anysession";
        }
        else if (parts[5].StartsWith("user/", StringComparison.Ordinal))
        {
            yield return $"arn:{parts[1]}:sts::{parts[4]}:federated-user/{parts[5]["user/".Length..]}";
        }
    }

    private string Vector(RequestIdentity caller) =>
        string.Concat(_patterns.Select(p => (char)('0' + (int)p.Match(caller)))) + Group(caller);

    // A service that the policy does not name is treated like an anonymous caller.
    private string Group(RequestIdentity caller) =>
        caller.AccountId is null ? "none"
        : !_byAccount ? "signed"
        : _accounts.Contains(caller.AccountId) ? caller.AccountId
        : "other";
}
