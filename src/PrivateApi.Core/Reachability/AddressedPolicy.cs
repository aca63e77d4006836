using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability;

/// <summary>A policy that decides a request the same whatever is not known of the call, the caller's address included.</summary>
/// <param name="Policy">The policy, without what tests keys that do not matter.</param>
/// <param name="Address">An address that stands for all that the caller may have; null where it does not matter.</param>
internal sealed record AddressedPolicy(PolicyDocument Policy, RequestKey? Address)
{
    /// <summary>The request that the policy decides.</summary>
    public AccessRequest On(AccessRequest request) => Address is { } address ? With(request, address) : request;

    /// <summary>The policy; null where it matters what is not known.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">The request, without the keys that are not known.</param>
    /// <param name="use">Where the policy is attached.</param>
    /// <param name="open">Names of the keys whose values are not known.</param>
    /// <param name="caller">Who calls.</param>
    public static AddressedPolicy? For(
        PolicyDocument policy,
        AccessRequest request,
        PolicyUse use,
        IReadOnlyCollection<string> open,
        Caller caller
    )
    {
        if (SettledPolicy.For(policy, request, use, open) is { } settled)
        {
            return new AddressedPolicy(settled, null);
        }

        (string Part, AddressedPolicy? Decides, Effect? Effect)[] parts = [.. Parts(policy, request, use, open, caller)];
        return parts.Length > 0 && Array.TrueForAll(parts, item => item.Effect is { } effect && effect == parts[0].Effect)
            ? parts[0].Decides
            : null;
    }

    /// <summary>On which of the caller's addresses the policy depends, in words; null where that does not explain it.</summary>
    public static string? Depends(
        PolicyDocument policy,
        AccessRequest request,
        PolicyUse use,
        IReadOnlyCollection<string> open,
        Caller caller
    )
    {
        (string Part, AddressedPolicy? Decides, Effect? Effect)[] parts = [.. Parts(policy, request, use, open, caller)];
        string[] allowed = [.. parts.Where(item => item.Effect?.IsAllow() == true).Select(item => item.Part)],
            others = [.. parts.Where(item => item.Effect?.IsAllow() == false).Select(item => item.Part)];
        return allowed.Length > 0 && others.Length > 0 && allowed.Length + others.Length == parts.Length
            ? CallerAddresses.Depends(CallerAddresses.Of(caller), allowed, others)
            : null;
    }

    private static IEnumerable<(string Part, AddressedPolicy? Decides, Effect? Effect)> Parts(
        PolicyDocument policy,
        AccessRequest request,
        PolicyUse use,
        IReadOnlyCollection<string> open,
        Caller caller
    )
    {
        if (!open.Contains(ConditionKeys.VpcSourceIp))
        {
            yield break;
        }

        string[] others = [.. open.Where(key => key != ConditionKeys.VpcSourceIp)];
        ConditionClause[] clauses =
        [
            .. policy
                .StatementArray.SelectMany(statement => statement.Conditions)
                .Where(clause => ConditionKeys.Is(clause.Key, ConditionKeys.VpcSourceIp)),
        ];

        // A range is divided at the ranges of IpAddress conditions; a text test, or a variable, may divide it anywhere.
        bool isDivided =
            Array.TrueForAll(clauses, clause => clause.Operator.Test is ConditionTest.IpAddress or ConditionTest.Null)
            && !SettledPolicy.HasVariable(policy, ConditionKeys.VpcSourceIp);
        IReadOnlyList<string> ranges = CallerAddresses.Of(caller);
        foreach (string part in CallerAddresses.Parts(ranges, clauses.SelectMany(clause => clause.Values).Select(value => value.Text)))
        {
            bool isRange = part.Contains('/', StringComparison.Ordinal);
            RequestKey key = new(
                ConditionKeys.VpcSourceIp,
                CallerAddresses.AnyOf(part),
                ranges.Contains(part) ? part : $"{part} of {string.Join(", ", ranges)}"
            );
            AccessRequest from = With(request, key);
            PolicyDocument? settled = isRange && !isDivided ? null : SettledPolicy.For(policy, from, use, others);
            yield return settled is null
                ? (part, null, null)
                : (part, new AddressedPolicy(settled, key), PolicyEvaluator.Evaluate(settled, from, use).Effect);
        }
    }

    private static AccessRequest With(AccessRequest request, RequestKey key) =>
        new()
        {
            Principal = request.Principal,
            Action = request.Action,
            Resource = request.Resource,
            Context = request.Context.With(key),
        };
}
