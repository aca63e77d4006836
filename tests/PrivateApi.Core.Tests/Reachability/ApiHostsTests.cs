using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Calls;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;
using Vpce = Amazon.EC2.Model.VpcEndpoint;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// The hosts of API Gateway's developer guide, "Invoke a private API". What Get-PrivateApi shows, Invoke-PrivateApi calls and
/// Test-PrivateApi judges are the same ones.
/// </summary>
public sealed class ApiHostsTests
{
    private const string Id = "vpce-01234567abcdef012";
    private const string Own = "01234567ab.execute-api.us-west-2.amazonaws.com";
    private const string Alias = "01234567ab-vpce-01234567abcdef012.execute-api.us-west-2.amazonaws.com";
    private const string Regional = "vpce-01234567abcdef012-01234567.execute-api.us-west-2.vpce.amazonaws.com";

    // As EC2 shows them for an endpoint with private DNS in two zones, in another order than usual.
    private static readonly string[] Names =
    [
        "execute-api.us-west-2.amazonaws.com",
        "vpce-01234567abcdef012-01234567-us-west-2a.execute-api.us-west-2.vpce.amazonaws.com",
        "*.execute-api.us-west-2.amazonaws.com",
        Regional,
        "vpce-01234567abcdef012-01234567-us-west-2b.execute-api.us-west-2.vpce.amazonaws.com",
    ];

    private static readonly ApiHosts Hosts = new("01234567ab", "us-west-2", "amazonaws.com");

    [Theory]
    [InlineData(UrlForm.PrivateDns, Own, null)]
    [InlineData(UrlForm.Alias, Alias, null)]
    [InlineData(UrlForm.EndpointDns, Regional, Own)]
    public void Each_form_has_its_host(UrlForm form, string host, string? header) =>
        Assert.Equal((host, header), (Hosts.HostFor(form, Id, Names), Hosts.HostHeader(form)));

    [Fact]
    public void A_form_through_an_endpoint_has_no_host_while_none_is_known()
    {
        Assert.Null(Hosts.HostFor(UrlForm.Alias, null, null));
        Assert.Null(Hosts.HostFor(UrlForm.EndpointDns, Id, null));
        Assert.Null(Hosts.HostFor(UrlForm.EndpointDns, Id, ["execute-api.us-west-2.amazonaws.com"]));
    }

    [Fact]
    public void China_has_another_suffix() =>
        Assert.Equal(
            "01234567ab.execute-api.cn-north-1.amazonaws.com.cn",
            new ApiHosts("01234567ab", "cn-north-1", "amazonaws.com.cn").Default
        );

    [Fact]
    public void The_names_of_the_service_are_not_the_endpoints_own() =>
        Assert.Equal([Regional, Names[1], Names[4]], EndpointNames.Own(Names));

    [Fact]
    public void What_is_shown_is_what_is_called()
    {
        RestApi api = new()
        {
            Id = "01234567ab",
            Name = "n",
            EndpointConfiguration = new() { Types = ["PRIVATE"], VpcEndpointIds = [Id] },
        };
        Vpce shown = new()
        {
            VpcEndpointId = Id,
            PrivateDnsEnabled = true,
            DnsEntries = [.. Names.Select(name => new Amazon.EC2.Model.DnsEntry { DnsName = name })],
        };
        IReadOnlyList<ApiUrl> urls = ApiUrls.ForStage(
            api,
            "test",
            "us-west-2",
            "amazonaws.com",
            new Dictionary<string, Vpce> { [Id] = shown }
        );
        Endpoint read = EndpointReader.Read(
            shown,
            new Dictionary<string, Amazon.EC2.Model.NetworkInterface>(),
            [],
            "123456789012",
            "us-west-2"
        );
        IReadOnlyList<CallAddress> called = new CallAddresses(Hosts, [Id]).Choose(UrlForm.Auto, Id, read, mayUsePrivateDns: true);

        Assert.Equal([(Own, null), (Alias, null), (Regional, Own)], called.Select(address => (address.Host, address.HostHeader)));
        Assert.Equal(
            called.Select(address => (address.Form.ToString(), $"https://{address.Host}/test", address.HostHeader)),
            urls.Select(url => (url.Form, url.Url, url.HostHeader))
        );
    }
}
