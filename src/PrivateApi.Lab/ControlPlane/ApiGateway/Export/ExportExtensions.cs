namespace PrivateApi.Lab.ControlPlane.ApiGateway.Export;

/// <summary>Which of API Gateway's extensions an export includes.</summary>
internal sealed record ExportExtensions(bool Integrations, bool Authorizers, bool Documentation, bool All)
{
    /// <summary>
    /// From the query: <c>extensions=integrations</c>, <c>authorizers</c>, <c>documentation</c>, or <c>apigateway</c> for all.
    /// </summary>
    public static ExportExtensions Read(ApiCall call)
    {
        IReadOnlyList<string> wanted = [.. call.Queries("extensions").Select(name => name.Trim())];
        bool all = wanted.Contains("apigateway");
        return new ExportExtensions(
            all || wanted.Contains("integrations"),
            all || wanted.Contains("authorizers"),
            all || wanted.Contains("documentation"),
            all
        );
    }
}
