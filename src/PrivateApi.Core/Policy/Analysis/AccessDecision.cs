using System.Globalization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>
/// What some statements decide in a space of requests: what the Allow statements match minus what the Deny statements match.
/// </summary>
internal sealed class AccessDecision
{
    // With more pieces than this, the statements are too entangled to report.
    private const int MostPieces = 4_000;

    // Sides of boxes examined, some ten nanoseconds each. Counted, not measured: the answer must not depend on the machine.
    private const long MostWork = 40_000_000;

    private readonly AccessSpace _space;
    private readonly List<Box> _allowed = [];
    private readonly List<Box> _allowedForAccount = [];
    private readonly List<Box> _possible = [];
    private readonly List<Box> _denied = [];
    private readonly List<string> _obstacles = [];
    private long _work;

    /// <summary>Decides.</summary>
    /// <param name="space">The requests.</param>
    /// <param name="statements">The statements.</param>
    /// <param name="obstacle">Why nothing can be decided for certain; null when it can.</param>
    public AccessDecision(AccessSpace space, PolicyStatement[] statements, string? obstacle = null)
    {
        _space = space;
        Decide(statements, obstacle is null ? [] : [obstacle]);
    }

    /// <summary>What is certainly allowed; no two boxes overlap that different statements allow.</summary>
    public IReadOnlyList<Box> Allowed => _allowed;

    /// <summary>What is certainly allowed to the caller's account, and not to the caller.</summary>
    public IReadOnlyList<Box> AllowedForAccount => _allowedForAccount;

    /// <summary>What may be allowed.</summary>
    public IReadOnlyList<Box> Possible => _possible;

    /// <summary>What is certainly denied.</summary>
    public IReadOnlyList<Box> Denied => _denied;

    /// <summary>Why parts could not be decided; empty when everything is exact.</summary>
    public IReadOnlyList<string> Obstacles => _obstacles;

    /// <summary>Whether something is allowed here that the other statements do not allow; null when it could not be decided.</summary>
    /// <param name="other">What other statements decide in the same space.</param>
    /// <param name="denialsCount">True when what is no longer denied counts as allowed.</param>
    public bool? Exceeds(AccessDecision other, bool denialsCount)
    {
        // A caller that is named itself needs no identity policy; a caller whose account is named does.
        bool exceeds =
            IsLeft(_allowed, [.. other._allowed, .. other._possible])
            || IsLeft(_allowedForAccount, [.. other._allowed, .. other._allowedForAccount, .. other._possible])
            || (denialsCount && IsLeft(other._denied.SelectMany(Inside), _denied));
        return exceeds ? true
            : _obstacles.Count + other._obstacles.Count > 0 ? null
            : false;
    }

    private void Decide(PolicyStatement[] statements, string[] always)
    {
        List<Box> certainDenies = [],
            allDenies = [],
            possible = [];
        List<(Box Box, bool ForAccount)> certain = [];
        _obstacles.AddRange(always);
        foreach (PolicyStatement statement in statements)
        {
            foreach (PrincipalMatch how in new[] { PrincipalMatch.Yes, PrincipalMatch.Account })
            {
                List<string> unknown = [.. always];
                if (_space.BoxOf(statement, how, unknown) is not { } box)
                {
                    continue;
                }

                _obstacles.AddRange(unknown);
                if (statement.Effect == StatementEffect.Deny)
                {
                    allDenies.Add(box);
                    if (unknown.Count == 0)
                    {
                        certainDenies.Add(box);
                    }

                    continue;
                }

                possible.Add(box);
                if (unknown.Count == 0)
                {
                    certain.Add((box, how == PrincipalMatch.Account));
                }
            }
        }

        _denied.AddRange(certainDenies);
        foreach ((Box box, bool forAccount) in certain.OrderBy(c => c.ForAccount))
        {
            List<Box> into = forAccount ? _allowedForAccount : _allowed;
            IEnumerable<Box> taken = forAccount ? allDenies.Concat(_allowed) : allDenies;
            AddNew(into, Cut(Inside(box), taken, box));
        }

        if (_obstacles.Count > 0)
        {
            foreach (Box box in possible)
            {
                AddNew(_possible, Cut(Inside(box), certainDenies.Concat(_allowed).Concat(_allowedForAccount), box));
            }
        }

        BoxUnion.Merge(_allowed);
        BoxUnion.Merge(_allowedForAccount);
        BoxUnion.Merge(_possible);
    }

    private bool IsLeft(IEnumerable<Box> from, List<Box> away) => from.Any(box => Cut([box], away, box).Count > 0);

    private IEnumerable<Box> Inside(Box box) => _space.Everything.Select(part => part.And(box)).OfType<Box>();

    private void AddNew(List<Box> known, List<Box> found)
    {
        foreach (Box box in found)
        {
            _work += known.Count;
            if (!known.Exists(box.IsInside))
            {
                known.Add(box);
            }
        }
    }

    private List<Box> Cut(IEnumerable<Box> from, IEnumerable<Box> away, Box whole)
    {
        List<Box> left = [.. from];
        foreach (Box cut in away)
        {
            _work += (long)left.Count * whole.Sides.Length;
            left = [.. left.SelectMany(b => b.Without(cut))];
            if (left.Count > MostPieces || _work > MostWork)
            {
                _obstacles.Add($"the statements are too entangled ({left.Count.ToString(CultureInfo.InvariantCulture)} pieces)");
                _possible.Add(whole);
                return [];
            }
        }

        return left;
    }
}
