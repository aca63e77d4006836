using PrivateApi.Calls;
using PrivateApi.Calls.Lambda;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Tests.Calls;

/// <summary>Forms of the developer guide's "Invoke a private API".</summary>
public sealed class CallAddressesTests
{
    private const string Vpce = "vpce-0123456789abcdef0";
    private const string Host = "abcde12345.execute-api.eu-west-1.amazonaws.com";
    private const string AliasHost = $"abcde12345-{Vpce}.execute-api.eu-west-1.amazonaws.com";
    private const string EndpointHost = $"{Vpce}-abcdefgh.execute-api.eu-west-1.vpce.amazonaws.com";

    private static readonly ApiHosts Hosts = new("abcde12345", "eu-west-1", "amazonaws.com");
    private static readonly CallAddresses Associated = new(Hosts, [Vpce]);
    private static readonly CallAddresses Alone = new(Hosts, []);

    [Fact]
    public void Auto_tries_private_DNS_then_the_alias_then_the_endpoints_name() =>
        Assert.Equal(
            [
                new CallAddress(UrlForm.PrivateDns, Host),
                new CallAddress(UrlForm.Alias, AliasHost),
                new CallAddress(UrlForm.EndpointDns, EndpointHost, Host),
            ],
            Associated.Choose(UrlForm.Auto, Vpce, Endpoint(), mayUsePrivateDns: true)
        );

    [Fact]
    public void Auto_leaves_out_what_cannot_work()
    {
        Assert.Equal(
            [UrlForm.Alias, UrlForm.EndpointDns],
            Forms(Associated.Choose(UrlForm.Auto, Vpce, Endpoint(), mayUsePrivateDns: false))
        );
        Assert.Equal(
            [UrlForm.PrivateDns, UrlForm.EndpointDns],
            Forms(Alone.Choose(UrlForm.Auto, Vpce, Endpoint(), mayUsePrivateDns: true))
        );
        Assert.Equal([UrlForm.PrivateDns, UrlForm.Alias], Forms(Associated.Choose(UrlForm.Auto, Vpce, null, mayUsePrivateDns: true)));
        Assert.Equal([UrlForm.PrivateDns], Forms(Alone.Choose(UrlForm.Auto, null, null, mayUsePrivateDns: false)));
    }

    [Fact]
    public void A_form_that_is_named_is_the_only_one_even_where_it_must_fail()
    {
        Assert.Equal([new CallAddress(UrlForm.Alias, AliasHost)], Alone.Choose(UrlForm.Alias, Vpce, null, mayUsePrivateDns: true));
        Assert.Equal([UrlForm.PrivateDns], Forms(Associated.Choose(UrlForm.PrivateDns, Vpce, Endpoint(), mayUsePrivateDns: false)));
        Assert.Equal([UrlForm.EndpointDns], Forms(Associated.Choose(UrlForm.EndpointDns, Vpce, Endpoint(), mayUsePrivateDns: true)));
    }

    [Theory]
    [InlineData(UrlForm.Alias)]
    [InlineData(UrlForm.EndpointDns)]
    public void A_form_that_needs_an_endpoint_asks_for_one(UrlForm form)
    {
        PrivateApiException e = Assert.Throws<PrivateApiException>(() => Alone.Choose(form, null, null, mayUsePrivateDns: true));
        Assert.Equal("EndpointRequired", e.ErrorId);
    }

    [Theory]
    [InlineData("/", "https://h/demo")]
    [InlineData("/pets", "https://h/demo/pets")]
    [InlineData("/pets?type=dog&page=2", "https://h/demo/pets?type=dog&page=2")]
    [InlineData("/a b/ü", "https://h/demo/a%20b/%C3%BC")]
    [InlineData("/a%2Fb", "https://h/demo/a%2Fb")]
    public void A_path_becomes_an_address(string path, string url) => Assert.Equal(url, new CallTarget(null!, "demo", path).UrlOn("h"));

    [Fact]
    public void Names_depend_on_the_place_and_not_on_its_order()
    {
        ProbePlace place = new()
        {
            VpcId = "vpc-1",
            SubnetIds = ["subnet-a", "subnet-b"],
            SecurityGroupIds = ["sg-1"],
        };
        Assert.Equal(ProbeNames.Function(place), ProbeNames.Function(place with { SubnetIds = ["subnet-b", "subnet-a"] }));
        Assert.NotEqual(ProbeNames.Function(place), ProbeNames.Function(place with { SubnetIds = ["subnet-a"] }));
        Assert.NotEqual(ProbeNames.Function(place), ProbeNames.Function(place with { SecurityGroupIds = ["sg-2"] }));
        Assert.NotEqual(ProbeNames.Function(place), ProbeNames.Function(place with { SecurityGroupIds = [], Endpoint = Endpoint() }));
        Assert.Matches("^privateapi-probe-[0-9a-f]{10}-[0-9a-f]{8}$", ProbeNames.Function(place));
    }

    internal static Endpoint Endpoint(string vpcId = "vpc-1", string groupId = "sg-1", params string[] subnetIds) =>
        new()
        {
            Name = "n",
            VpcEndpointId = Vpce,
            VpcId = vpcId,
            ServiceName = "com.amazonaws.eu-west-1.execute-api",
            State = "available",
            SubnetId = subnetIds,
            SecurityGroupId = [groupId],
            NetworkInterface =
            [
                new EndpointInterface
                {
                    NetworkInterfaceId = "eni-1",
                    SubnetId = "subnet-a",
                    AvailabilityZone = "eu-west-1a",
                    PrivateIpAddress = "10.0.0.5",
                },
            ],
            PrivateDnsEnabled = true,
            IpAddressType = "ipv4",
            DnsName = [EndpointHost],
            Policy = null,
            OwnerId = "123456789012",
            Tag = new Dictionary<string, string>(),
            AccountId = "123456789012",
            Region = "eu-west-1",
        };

    private static IEnumerable<UrlForm> Forms(IReadOnlyList<CallAddress> addresses) => addresses.Select(address => address.Form);
}
