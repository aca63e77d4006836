namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetDomainName.</summary>
internal sealed class GetDomainNameResponse : DomainName;
