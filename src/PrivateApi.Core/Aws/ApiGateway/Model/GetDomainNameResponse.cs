namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of GetDomainName.</summary>
internal sealed class GetDomainNameResponse : DomainName;
