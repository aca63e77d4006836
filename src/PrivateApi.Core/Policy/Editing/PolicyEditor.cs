using PrivateApi.Errors;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Editing;

/// <summary>Edits policies: what is not to change stays as it is written, its order, its members and its form.</summary>
internal static class PolicyEditor
{
    /// <summary>
    /// Lets callers from endpoints or VPCs in: their ids are added to every list that an Allow names or a Deny excepts. Where no
    /// statement has such a list, an Allow for them is added. An API without a policy gets one that allows them and nobody else.
    /// </summary>
    /// <param name="policy">The policy; null for none.</param>
    /// <param name="kind">What the ids are.</param>
    /// <param name="ids">The ids.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>, <c>InvalidSource</c>.</exception>
    public static PolicyEdit AddSource(string? policy, PolicySourceKind kind, IReadOnlyList<string> ids) =>
        (kind == PolicySourceKind.Vpc ? new PolicyEdits { AddSourceVpc = ids } : new PolicyEdits { AddSourceVpce = ids }).Apply(
            policy,
            null
        );

    /// <summary>Takes ids out of every list that an Allow names or a Deny excepts.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="kind">What the ids are.</param>
    /// <param name="ids">The ids.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>; <c>LastSource</c> when a list would be empty.</exception>
    public static PolicyEdit RemoveSource(string policy, PolicySourceKind kind, IReadOnlyList<string> ids) =>
        (kind == PolicySourceKind.Vpc ? new PolicyEdits { RemoveSourceVpc = ids } : new PolicyEdits { RemoveSourceVpce = ids }).Apply(
            policy,
            null
        );

    /// <summary>Adds statements at the end, but for those that the policy has already.</summary>
    /// <param name="policy">The policy; null for none.</param>
    /// <param name="statement">A statement or a list of statements, as JSON.</param>
    /// <param name="api">The API that the policy is on, so that shorthand and full ARNs compare; null compares them as they are.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>, <c>InvalidStatement</c>, <c>SidTaken</c>.</exception>
    public static PolicyEdit AddStatement(string? policy, string statement, PolicyContext? api = null) =>
        new PolicyEdits { AddStatement = [statement] }.Apply(policy, api);

    /// <summary>Removes the statements that have these Sids.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="sids">The Sids.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>; <c>NoStatementLeft</c> when it would have no statement.</exception>
    public static PolicyEdit RemoveSid(string policy, IReadOnlyList<string> sids) =>
        new PolicyEdits { RemoveSid = sids }.Apply(policy, null);

    /// <summary>
    /// The smallest edit after which the policy allows a request by the endpoint or VPC that it comes from. A Deny is changed only by
    /// adding these to a list that it excepts. A policy that an Allow limits in another way, to principals, addresses or anything else, is
    /// not opened past it.
    /// </summary>
    /// <param name="policy">The policy; null for none, which on an API denies everybody and on an endpoint allows everything.</param>
    /// <param name="request">The request, with its condition keys.</param>
    /// <param name="use">Where the policy is attached.</param>
    /// <param name="context">The API that the request is for.</param>
    /// <returns>The edit, without changes where the policy allows the request already; null where no such edit is safe.</returns>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>.</exception>
    public static PolicyEdit? Admit(string? policy, AccessRequest request, PolicyUse use, PolicyContext context) =>
        new Admission(request, use, context).Find(policy);
}
