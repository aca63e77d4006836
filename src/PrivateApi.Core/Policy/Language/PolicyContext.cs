namespace PrivateApi.Policy.Language;

/// <summary>The API that a policy belongs to: what API Gateway writes in place of the <c>execute-api:/…</c> shorthand.</summary>
/// <param name="Partition">The partition, for instance <c>aws</c> or <c>aws-cn</c>.</param>
/// <param name="Region">The Region's code.</param>
/// <param name="AccountId">The account that owns the API.</param>
/// <param name="RestApiId">The API's id.</param>
public sealed record PolicyContext(string Partition, string Region, string AccountId, string RestApiId)
{
    /// <summary>The ARN of the API without stage, method and path, and without a trailing slash.</summary>
    public string ApiArn => $"arn:{Partition}:execute-api:{Region}:{AccountId}:{RestApiId}";

    /// <summary>The ARN of one method call, as policies see it.</summary>
    /// <param name="stageName">The stage.</param>
    /// <param name="method">The verb.</param>
    /// <param name="path">The concrete path as called, with or without its leading slash.</param>
    public string MethodArn(string stageName, string method, string path) =>
        $"{ApiArn}/{stageName}/{method.ToUpperInvariant()}/{path.TrimStart('/')}";

    /// <summary>Expands the shorthand; any other text is returned unchanged.</summary>
    /// <param name="resource">A Resource of a statement.</param>
    public string Expand(string resource) =>
        ResourcePattern.IsShorthand(resource) ? ApiArn + resource[ResourcePattern.ShorthandPrefix.Length..] : resource;
}
