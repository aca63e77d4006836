using PrivateApi.Paths;

namespace PrivateApi.Tests.Paths;

/// <summary>Expected answers: AWS, "Invoke a private API" and PrivateLink, "DNS resolution".</summary>
public sealed class NameRulesTests
{
    private const string Api = "abcdefghij";
    private const string Default = Api + ".execute-api.eu-west-1.amazonaws.com";
    private const string Alias = Api + "-vpce-0a1b2c3d4e5f60718.execute-api.eu-west-1.amazonaws.com";
    private const string Regional = "vpce-0a1b2c3d4e5f60718-abcd1234.execute-api.eu-west-1.vpce.amazonaws.com";
    private const string Zonal = "vpce-0a1b2c3d4e5f60718-abcd1234-eu-west-1a.execute-api.eu-west-1.vpce.amazonaws.com";

    [Theory]
    [InlineData(Default, ApiHostForm.Default, Api, null, null)]
    [InlineData("ABCDEFGHIJ.Execute-Api.eu-west-1.amazonaws.com", ApiHostForm.Default, Api, null, null)]
    [InlineData(Alias, ApiHostForm.Alias, Api, "vpce-0a1b2c3d4e5f60718", null)]
    [InlineData(Regional, ApiHostForm.Endpoint, null, "vpce-0a1b2c3d4e5f60718", null)]
    [InlineData(Zonal, ApiHostForm.Endpoint, null, "vpce-0a1b2c3d4e5f60718", "eu-west-1a")]
    [InlineData("abcdefghij.execute-api.cn-north-1.amazonaws.com.cn", ApiHostForm.Default, Api, null, null)]
    [InlineData("vpce-0a1b2c3d4e5f60718-abcd1234-us-gov-west-1b.execute-api.us-gov-west-1.vpce.amazonaws.com", ApiHostForm.Endpoint, null, "vpce-0a1b2c3d4e5f60718", "us-gov-west-1b")]
    [InlineData("api.example.com", ApiHostForm.Other, null, null, null)]
    [InlineData("execute-api.eu-west-1.amazonaws.com", ApiHostForm.Other, null, null, null)]
    internal void A_host_says_what_it_names(string host, ApiHostForm form, string? api, string? endpoint, string? zone)
    {
        ApiHost read = ApiHost.Parse(host);
        Assert.Equal((form, api, endpoint, zone), (read.Form, read.RestApiId, read.VpcEndpointId, read.Zone));
    }

    [Theory]
    [InlineData(Default, true, true, true, true, 2)]
    [InlineData(Default, true, false, true, true, 0)]
    [InlineData(Default, true, true, false, true, 0)]
    [InlineData(Default, true, true, true, false, 0)]
    [InlineData(Default, false, true, true, true, 0)]
    [InlineData(Alias, false, false, false, false, 2)]
    [InlineData(Alias, true, false, true, true, 2)]
    [InlineData(Regional, false, false, false, false, 2)]
    [InlineData(Zonal, false, false, false, false, 1)]
    [InlineData("vpce-0a1b2c3d4e5f60718-zzzz.execute-api.eu-west-1.vpce.amazonaws.com", false, false, false, false, 0)]
    public void A_name_resolves_where_AWS_says_it_does(string host, bool isInVpc, bool privateDns, bool support, bool hostnames, int addresses)
    {
        NameFacts facts = Facts(isInVpc, privateDns, support, hostnames, hasAlias: true);
        Assert.Equal(addresses, NameRules.Resolve(ApiHost.Parse(host), facts).Interfaces.Count);
    }

    [Fact]
    public void An_alias_that_was_never_deployed_does_not_resolve() =>
        Assert.False(NameRules.Resolve(ApiHost.Parse(Alias), Facts(isInVpc: false, privateDns: false, support: true, hostnames: true, hasAlias: false)).IsResolved);

    [Fact]
    public void A_public_API_resolves_outside_and_is_captured_by_private_DNS_inside()
    {
        NameFacts outside = Facts(isInVpc: false, privateDns: true, support: true, hostnames: true, hasAlias: false) with { IsPrivate = _ => false };
        NameFacts inside = Facts(isInVpc: true, privateDns: true, support: true, hostnames: true, hasAlias: false) with { IsPrivate = _ => false };
        Assert.True(NameRules.Resolve(ApiHost.Parse(Default), outside).IsPublic);
        Assert.False(NameRules.Resolve(ApiHost.Parse(Default), inside).IsPublic);
        Assert.Equal(2, NameRules.Resolve(ApiHost.Parse(Default), inside).Interfaces.Count);
    }

    private static NameFacts Facts(bool isInVpc, bool privateDns, bool support, bool hostnames, bool hasAlias)
    {
        NetworkAclFact acl = new("acl-1", []);
        EndpointFact endpoint = new()
        {
            Id = "vpce-0a1b2c3d4e5f60718",
            VpcId = "vpc-1",
            IsAvailable = true,
            PrivateDnsEnabled = privateDns,
            DnsNames = [Regional, Zonal],
            Interfaces =
            [
                new InterfaceFact("eni-1", "vpc-1", "subnet-1", "eu-west-1a", "10.0.0.5", [], acl),
                new InterfaceFact("eni-2", "vpc-1", "subnet-2", "eu-west-1b", "10.0.1.5", [], acl),
            ],
        };
        return new NameFacts
        {
            CallerVpc = isInVpc ? new VpcFact("vpc-1", support, hostnames) : null,
            Endpoints = [endpoint],
            IsPrivate = id => id == Api ? true : null,
            HasAlias = (_, _) => hasAlias,
        };
    }
}
