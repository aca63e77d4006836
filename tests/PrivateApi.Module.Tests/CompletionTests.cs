using System.Diagnostics;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace PrivateApi.Tests;

/// <summary>What the Tab key brings, on the lab.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public CompletionTests() =>
        _session.Run(
            """
            Start-PrivateApiLab -Region eu-west-1 -PendingTime 0
            $endpoint = New-PrivateApiNetwork 'my shop' | New-PrivateApiEndpoint
            $api = $endpoint | New-PrivateApi 'Pet Store' -Sample PetStore -StageName demo
            $other = $endpoint | New-PrivateApi Orders -Sample PetStore -StageName live
            """
        );

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Regions_come_from_the_SDK_and_say_where_they_are()
    {
        CompletionResult region = Assert.Single(Complete("Get-PrivateApi -Region eu-west-1"));
        Assert.Equal(("eu-west-1", "Europe (Ireland)"), (region.CompletionText, region.ToolTip));
        Assert.Contains("us-gov-west-1", Texts("New-PrivateApiEndpoint -Region us-g"));
    }

    [Fact]
    public void Profiles_are_those_of_the_credentials_file_and_no_key_shows()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(
            file,
            "[work]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = hidden\nregion = eu-central-1\n[my "
                + "home]\nrole_arn = arn:aws:iam::111122223333:role/reader\nsource_profile = work\n"
        );
        IReadOnlyList<CompletionResult> profiles = Complete($"Get-PrivateApi -ProfileLocation '{file}' -ProfileName ");
        File.Delete(file);
        Assert.Equal(["'my home'", "work"], profiles.Select(profile => profile.CompletionText));
        Assert.Equal(
            ["role arn:aws:iam::111122223333:role/reader, no Region", "access key, eu-central-1"],
            profiles.Select(profile => profile.ToolTip)
        );
    }

    [Fact]
    public void A_name_with_a_space_is_quoted_in_the_users_quotes()
    {
        Assert.Equal(["'Pet Store'"], Texts("Get-PrivateApi pet"));
        Assert.Equal(["\"Pet Store\""], Texts("Get-PrivateApi \"Pet S"));
        Assert.Equal(["Orders", "'Pet Store'"], Texts("Remove-PrivateApi -Name "));
        Assert.Equal(["'my shop'"], Texts("Get-PrivateApiNetwork "));
        Assert.Equal(["'my shop'"], Texts("Remove-PrivateApiEndpoint -Name m"));
    }

    [Theory]
    [InlineData("Pets [1]")]
    [InlineData("Pets [v2")]
    [InlineData("Pets]`x")]
    public void A_completed_name_with_a_bracket_is_that_API(string name)
    {
        // Another tool's API, by its own name: ours have no brackets.
        using LabWire wire = new(_session);
        string made = wire.Send(
            "apigateway",
            "POST",
            "/restapis",
            $$"""{"name":{{JsonSerializer.Serialize(name)}},"endpointConfiguration":{"types":["PRIVATE"]} }"""
        );
        string id = (string)JsonNode.Parse(made)!["id"]!;
        string completed = Assert.Single(Texts("Get-PrivateApi 'Pets"));
        Assert.Equal(id, Value($"(Get-PrivateApi {completed}).RestApiId"));
    }

    [Fact]
    public void A_completed_name_with_a_bracket_removes_that_API_and_not_the_one_that_it_would_match()
    {
        using LabWire wire = new(_session);
        foreach (string name in new[] { "Cats [1]", "Cats 1" })
        {
            wire.Send("apigateway", "POST", "/restapis", $$"""{"name":"{{name}}","endpointConfiguration":{"types":["PRIVATE"]} }""");
        }

        string completed = Assert.Single(Texts("Remove-PrivateApi -Name 'Cats ["));
        Assert.Empty(_session.Invoke($"Remove-PrivateApi -Name {completed} -Force").Errors);
        Assert.Equal("Cats 1", Value("(Get-PrivateApi Cats*).Name"));
    }

    [Fact]
    public void An_API_is_found_by_its_id_and_by_the_beginning_of_its_name()
    {
        string id = Value("$api.RestApiId");
        CompletionResult found = Assert.Single(Complete("Test-PrivateApi pet"));
        Assert.Equal(id, found.CompletionText);
        Assert.Contains("Pet Store", found.ToolTip, StringComparison.Ordinal);
        Assert.Contains("PRIVATE", found.ToolTip, StringComparison.Ordinal);
        Assert.Contains("stage demo", found.ToolTip, StringComparison.Ordinal);
        Assert.Equal([id], Texts($"Set-PrivateApiPolicy {id[..6]}"));
    }

    [Fact]
    public void Stages_are_those_of_the_API_that_is_given_else_of_all()
    {
        Assert.Equal(["demo"], Texts($"Invoke-PrivateApi {Value("$api.RestApiId")} "));
        Assert.Equal(["live"], Texts("Publish-PrivateApi -RestApiId $other -StageName "));
        Assert.Equal(["live"], Texts("$other | Get-PrivateApiPolicy -StageName "));
        Assert.Equal(["demo", "live"], Texts("Test-PrivateApi -StageName "));
        Assert.Contains("Orders", Complete("Test-PrivateApi -StageName l")[0].ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_are_those_of_the_API_that_is_given_by_its_name_as_well()
    {
        Assert.Equal(["demo"], Texts("Invoke-PrivateApi 'Pet Store' "));
        Assert.Equal(["live"], Texts("Publish-PrivateApi orders -StageName "));
        Assert.Equal(["live"], Texts("Test-PrivateApi -RestApiId Orders -StageName "));
        Assert.Equal(["demo"], Texts("New-PrivateApi 'Pet Store' -StageName "));

        // A name that is no API's says nothing about stages.
        Assert.Equal(["demo", "live"], Texts("New-PrivateApiKey partner -StageName "));
        Assert.Equal(["live"], Texts("New-PrivateApiKey partner -RestApiId Orders -StageName "));
    }

    // API Gateway guide, "Supported security policies": those for regional and private APIs.
    [Fact]
    public void Security_policies_are_those_that_AWS_documents()
    {
        List<string> policies = Texts("Set-PrivateApi abcde12345 -SecurityPolicy ");
        Assert.Equal(8, policies.Count);
        Assert.Contains("SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", policies);
        Assert.DoesNotContain(policies, policy => policy.EndsWith("_EDGE", StringComparison.Ordinal));
        CompletionResult fips = Assert.Single(Complete("Set-PrivateApi abcde12345 -SecurityPolicy SecurityPolicy_TLS13_1_3_F"));
        Assert.Equal(("SecurityPolicy_TLS13_1_3_FIPS_2025_09", "SecurityPolicy: TLS 1.3, FIPS"), (fips.CompletionText, fips.ToolTip));
    }

    [Fact]
    public void Stages_of_a_key_are_written_with_their_APIs()
    {
        _session.Run("$key = $api | New-PrivateApiKey partner -StageName demo");
        string pets = $"{Value("$api.RestApiId")}/demo";
        string orders = $"{Value("$other.RestApiId")}/live";
        Assert.Equal([orders, pets], Texts("$key | Set-PrivateApiKey -AddStage "));
        Assert.Equal([orders], Texts("Set-PrivateApiKey $key.ApiKeyId -AddStage ord"));
        CompletionResult own = Assert.Single(Complete("$key | Set-PrivateApiKey -RemoveStage "));
        Assert.Equal(pets, own.CompletionText);
        Assert.Contains("partner", own.ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_of_the_network_say_name_zone_and_range()
    {
        CompletionResult endpoint = Assert.Single(Complete("Set-PrivateApiEndpoint "));
        Assert.Equal(Value("$endpoint.VpcEndpointId"), endpoint.CompletionText);
        Assert.Contains("my shop", endpoint.ToolTip, StringComparison.Ordinal);
        Assert.Equal([Value("$endpoint.VpcId")], Texts("New-PrivateApiEndpoint my"));
        CompletionResult subnet = Complete("Test-PrivateApi abc -SubnetId my")[0];
        Assert.Equal(Value("$endpoint.SubnetId[0]"), subnet.CompletionText);
        Assert.Contains("eu-west-1a", subnet.ToolTip, StringComparison.Ordinal);
        Assert.Contains("10.0.0.0/18", subnet.ToolTip, StringComparison.Ordinal);
        Assert.Contains(Value("$endpoint.SecurityGroupId[0]"), Texts("Invoke-PrivateApi abc -SecurityGroupId my"));
    }

    // VPC user guide, "Subnet types": an IPv6-only subnet has no IPv4 range, and nothing in it an IPv4 address.
    [Fact]
    public void What_is_in_an_IPv6_only_subnet_says_its_IPv6_range_and_address()
    {
        using LabWire wire = new(_session);
        string vpc = Value("$endpoint.VpcId");
        wire.Send("ec2", "POST", "/", $"Action=AssociateVpcCidrBlock&VpcId={vpc}&AmazonProvidedIpv6CidrBlock=true");
        string range = Between(wire.Send("ec2", "POST", "/", "Action=DescribeVpcs"), "ipv6CidrBlock")
            .Replace("/56", "/64", StringComparison.Ordinal);
        string subnet = Between(
            wire.Send("ec2", "POST", "/", $"Action=CreateSubnet&VpcId={vpc}&Ipv6Native=true&Ipv6CidrBlock={range}"),
            "subnetId"
        );
        string instance = wire.NewInstance(subnet, Value("$endpoint.SecurityGroupId[0]"));
        string address = Between(wire.Send("ec2", "POST", "/", $"Action=DescribeInstances&InstanceId.1={instance}"), "ipv6Address");
        string face = Between(
            wire.Send("ec2", "POST", "/", $"Action=DescribeNetworkInterfaces&Filter.1.Name=subnet-id&Filter.1.Value.1={subnet}"),
            "networkInterfaceId"
        );
        Assert.Contains($", {range}, in {vpc}", ToolTip("Test-PrivateApi abc -SubnetId ", subnet), StringComparison.Ordinal);
        Assert.Contains($" {address} in {subnet}", ToolTip("Test-PrivateApi abc -InstanceId ", instance), StringComparison.Ordinal);
        Assert.StartsWith($"{address} in {subnet}", ToolTip("Test-PrivateApi abc -NetworkInterfaceId ", face), StringComparison.Ordinal);
    }

    [Fact]
    public void Subnets_and_groups_are_those_of_the_VPC_that_is_given()
    {
        string vpc = Value("$endpoint.VpcId");
        Assert.Equal(4, Texts($"New-PrivateApiEndpoint {vpc} -SubnetId ").Count);
        Assert.Empty(Texts("New-PrivateApiEndpoint vpc-0123456789abcdef0 -SubnetId ", isAny: false));
        Assert.Equal(4, Texts("$endpoint | Set-PrivateApiEndpoint -SubnetId ").Count);
        Assert.All(
            Complete($"New-PrivateApiEndpoint {vpc} -SecurityGroupId "),
            group => Assert.Contains(vpc, group.ToolTip, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Templates_of_policies_are_the_ones_there_are() =>
        Assert.Equal(
            _session
                .Run("[Enum]::GetNames((Get-Command New-PrivateApiPolicy).Parameters.Template.ParameterType)")
                .Select(name => name.ToString()!)
                .Order(),
            Texts("New-PrivateApiPolicy -Template ").Order()
        );

    [Fact]
    public void The_connection_is_the_one_that_the_command_would_have()
    {
        _session.Run("$there = @{ Region = 'us-east-1' }; $null = New-PrivateApiNetwork elsewhere -Region us-east-1");
        Assert.Equal(["elsewhere"], Texts("Get-PrivateApiNetwork -Region us-east-1 -Name "));
        Assert.Equal(["elsewhere"], Texts("Get-PrivateApiNetwork @there -Name "));
        Assert.Empty(Texts("Get-PrivateApiNetwork -Region (throw 'never run') -Name ", isAny: false));
    }

    [Theory]
    [InlineData("-EndpointUrl http://127.0.0.1:1")]
    [InlineData("-EndpointUrl http://192.0.2.1")]
    [InlineData("-EndpointUrl ftp://nowhere")]
    [InlineData("-ProfileName no-such-profile")]
    public void A_dead_connection_brings_nothing_in_half_a_second_and_no_error(string connection)
    {
        string keys = connection.Contains("Url", StringComparison.Ordinal) ? "-AccessKey a -SecretKey b" : string.Empty;
        Stopwatch watch = Stopwatch.StartNew();
        Assert.DoesNotContain(
            Texts($"Get-PrivateApi {connection} {keys} -Region eu-west-1 -Name ", isAny: false),
            text => !text.StartsWith('.')
        );

        // Not a measurement: without its limit it would try for minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.ElapsedMilliseconds} ms");
        Assert.Empty(_session.Run("$Error"));
    }

    [Fact]
    public void Lists_are_kept_for_seconds_and_not_for_another_connection()
    {
        FakeTimeProvider clock = new();
        _session.Set("clock", clock);
        _session.Run(
            """
            $type = [AppDomain]::CurrentDomain.GetAssemblies().ForEach{ $_.GetType('PrivateApi.Arguments.Completion.SuggestionCache') }.Where{ $_ }[-1]
            $global:PrivateApiSuggestions = $type.GetConstructors()[0].Invoke(@($clock))
            """
        );
        Assert.Equal(["'my shop'"], Texts("Get-PrivateApiNetwork "));
        _session.Run("$null = New-PrivateApiNetwork second -CidrBlock 10.9.0.0/16");
        Assert.Equal(["'my shop'"], Texts("Get-PrivateApiNetwork "));
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(["'my shop'", "second"], Texts("Get-PrivateApiNetwork "));
        _session.Run("Stop-PrivateApiLab; $null = Start-PrivateApiLab; $null = New-PrivateApiNetwork third");
        Assert.Equal(["third"], Texts("Get-PrivateApiNetwork "));
    }

    [Theory]
    [InlineData("$null = Start-PrivateApiLab -NoDefault")]
    [InlineData("Stop-PrivateApiLab")]
    public void A_lab_that_starts_or_stops_ends_what_was_kept_since_its_port_may_have_been_that_of_another(string change)
    {
        using ModuleSession elsewhere = new();
        string url = elsewhere.Run("(Start-PrivateApiLab).EndpointUrl")[0].ToString();
        string there = $"-EndpointUrl {url} -AccessKey a -SecretKey b -Region eu-west-1";
        _session.Run($"$null = New-PrivateApiNetwork first {there}");
        Assert.Equal(["first"], Texts($"Get-PrivateApiNetwork {there} -Name "));
        _session.Run($"$null = New-PrivateApiNetwork second -CidrBlock 10.9.0.0/16 {there}; {change}");
        Assert.Equal(["first", "second"], Texts($"Get-PrivateApiNetwork {there} -Name "));
    }

    [Fact]
    public void Every_parameter_that_takes_something_known_completes_it()
    {
        string[] known =
        [
            "Region",
            "ProfileName",
            "RestApiId",
            "StageName",
            "VpcEndpointId",
            "VpcId",
            "SubnetId",
            "SecurityGroupId",
            "SourceVpce",
            "SourceVpc",
        ];
        string[] missing =
        [
            .. _session
                .Run("Get-Command -Module PrivateApi -CommandType Cmdlet")
                .Select(command => (CmdletInfo)command.BaseObject)
                .SelectMany(command =>
                    command
                        .Parameters.Values.Where(parameter =>
                            known.Contains(parameter.Name) && !parameter.Attributes.OfType<ArgumentCompleterAttribute>().Any()
                        )
                        .Select(parameter => $"{command.Name} -{parameter.Name}")
                ),
        ];
        Assert.Empty(missing);
    }

    // An enumeration's members PowerShell completes before it asks a completer, with the name alone as tooltip.
    [Theory]
    [InlineData("New-PrivateApiPolicy -Template ", "SourceVpceAllowlist")]
    [InlineData("Export-PrivateApiReport ", "Html")]
    [InlineData("(Test-PrivateApi abcde12345).Check | Where-Object { $_.Name -eq ", "'ResourcePolicy'")]
    public void Policy_templates_formats_and_check_names_are_completed_too(string line, string expected) =>
        Assert.Contains(expected, Texts(line));

    [Fact]
    public void A_completion_asked_for_from_outside_the_session_works_too()
    {
        Assert.Equal(["'Pet Store'"], _session.Complete("Get-PrivateApi pet").Select(result => result.CompletionText));
    }

    private string ToolTip(string line, string id) => Complete(line).Single(result => result.CompletionText == id).ToolTip;

    private static string Between(string xml, string element) =>
        System
            .Xml.Linq.XDocument.Parse(xml)
            .Descendants()
            .First(item => item.Name.LocalName == element && !item.HasElements && item.Value.Length > 0)
            .Value;

    private string Value(string script) => Assert.Single(_session.Run(script)).ToString();

    private List<string> Texts(string line, bool isAny = true) => [.. Complete(line, isAny).Select(result => result.CompletionText)];

    // Tab is pressed again, for a minute at most, where a machine under load needs longer than anybody waits.
    private IReadOnlyList<CompletionResult> Complete(string line, bool isAny = true)
    {
        string press =
            $"$line = @'\n{line}\n'@; "
            + "[System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches";
        IReadOnlyList<CompletionResult> results = isAny ? ModuleSession.PressAgain(Tab) : Tab();
        Assert.All(results, result => Assert.NotEmpty(result.ToolTip));
        return results;

        List<CompletionResult> Tab() => [.. _session.Run(press).Select(result => (CompletionResult)result.BaseObject)];
    }
}
