namespace PrivateApi.Policy.Evaluation;

/// <summary>One request as a policy sees it: who, what, on what, and its condition keys.</summary>
public sealed class AccessRequest
{
    /// <summary>What <see cref="Principal"/> says when nobody signed.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>The action of every call to an API.</summary>
    public const string Invoke = "execute-api:Invoke";

    /// <summary>The caller's ARN (user, role, session, account root), a service's name, or <see cref="Anonymous"/>.</summary>
    public string Principal { get; init; } = Anonymous;

    /// <summary>The action, for instance <c>execute-api:Invoke</c>.</summary>
    public string Action { get; init; } = Invoke;

    /// <summary>The resource's ARN: <c>arn:{partition}:execute-api:{region}:{account}:{api}/{stage}/{VERB}/{path}</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>The condition keys of the request; a key that is not here is absent.</summary>
    public RequestKeys Context { get; init; } = [];

    /// <summary>True when nobody signed the request.</summary>
    public bool IsAnonymous => Principal == Anonymous;

    internal RequestIdentity Identity => field ??= RequestIdentity.Parse(Principal);

    internal RequestArn Target => field ??= RequestArn.Parse(Resource);

    /// <summary>Who calls what, with which keys.</summary>
    public override string ToString() =>
        $"{Principal} calling "
        + Resource
        + (Context.Count > 0 ? " with " + string.Join(", ", Context.Select(key => $"{key.Key} {string.Join(" and ", key.Value)}")) : null);
}
