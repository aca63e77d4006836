using PrivateApi.Errors;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>
/// The ARN of a private custom domain name, <c>arn:aws:apigateway:{region}:{account}:/domainnames/{name}+{id}</c> (API Gateway guide,
/// "Custom domain names for private APIs").
/// </summary>
/// <param name="Text">The ARN.</param>
/// <param name="Region">Its Region.</param>
/// <param name="AccountId">The account that owns the name.</param>
/// <param name="Name">The name.</param>
/// <param name="Id">Its id.</param>
internal sealed record DomainArn(string Text, string Region, string AccountId, string Name, string Id)
{
    private const string Place = "/domainnames/";

    /// <summary>Reads one.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidDomainArn</c>.</exception>
    public static DomainArn Read(string text) =>
        text.Split(':', 6) is ["arn", _, "apigateway", { Length: > 0 } region, { Length: > 0 } account, { } rest]
        && rest.StartsWith(Place, StringComparison.Ordinal)
        && rest[Place.Length..].Split('+') is [{ Length: > 0 } name, { Length: > 0 } id]
            ? new DomainArn(text, region, account, name, id)
            : throw new PrivateApiException(
                "InvalidDomainArn",
                FaultKind.InvalidArgument,
                $"'{text}' is not the ARN of a private custom domain name, which looks like "
                    + "arn:aws:apigateway:eu-west-1:123456789012:/domainnames/pets.example.com+abcd1234. Get-PrivateApiDomain shows it.",
                text
            );

    /// <summary>The account in an ARN; null where there is none.</summary>
    public static string? AccountOf(string? arn) => arn?.Split(':') is { Length: > 4 } parts && parts[4].Length > 0 ? parts[4] : null;

    /// <summary>The name in a domain's ARN; empty where it cannot be read.</summary>
    public static string NameOf(string? arn) =>
        arn is not null && arn.IndexOf(Place, StringComparison.Ordinal) is >= 0 and var at
            ? arn[(at + Place.Length)..].Split('+')[0]
            : string.Empty;
}
