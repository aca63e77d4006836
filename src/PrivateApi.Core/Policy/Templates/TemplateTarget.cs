namespace PrivateApi.Policy.Templates;

/// <summary>The Resources of a policy that is made from a template.</summary>
internal sealed class TemplateTarget(PolicyTemplateOptions options)
{
    /// <summary>What may be called: for an API in the shorthand, for an endpoint in full ARNs.</summary>
    public IReadOnlyCollection<string> Allowed =>
        options.Template switch
        {
            PolicyTemplate.EndpointDomainAllowlist or PolicyTemplate.EndpointOrganization => ["*"],
            PolicyTemplate.EndpointDomainAndApi => [.. options.DomainArn, .. options.ApiArn.Select(Whole)],
            PolicyTemplate.EndpointGetOnly => [.. options.ApiArn.SelectMany(arn => Calls(ApiOf(arn), ["GET"]))],
            _ when TemplateShape.For(options.Template) is { IsForEndpoint: true } =>
            [
                .. options.ApiArn.SelectMany(arn => Calls(ApiOf(arn), options.Method)),
            ],
            _ => [.. Calls("execute-api:", options.Method)],
        };

    /// <summary>What an endpoint denies.</summary>
    public IReadOnlyCollection<string> Denied => [.. options.DeniedArn.Select(Whole)];

    private IEnumerable<string> Calls(string api, IReadOnlyCollection<string> methods) =>
        (options.StageName.Count, methods.Count, options.Path.Count) == (0, 0, 0)
            ? [$"{api}/*"]
            : from stage in Or(options.StageName)
            from method in Or(methods)
            from path in Or(options.Path)
            select (methods.Count, options.Path.Count) == (0, 0)
                ? $"{api}/{stage}/*"
                : $"{api}/{stage}/{Verb(method)}/{path.TrimStart('/')}";

    // The ARN of an API alone names none of its methods.
    private static string Whole(string arn) => arn.Split(':', 6)[^1].Contains('/', StringComparison.Ordinal) ? arn : arn + "/*";

    private static string ApiOf(string arn) => arn.EndsWith("/*", StringComparison.Ordinal) ? arn[..^2] : arn;

    // A call's ARN has the verb that was used, which is never ANY.
    private static string Verb(string method) => method.Equals("ANY", StringComparison.OrdinalIgnoreCase) ? "*" : method.ToUpperInvariant();

    private static IEnumerable<string> Or(IReadOnlyCollection<string> values) => values.Count == 0 ? ["*"] : values;
}
