using System.Management.Automation;

namespace PrivateApi.Tests;

/// <summary>The API, policy and stage commands as a user meets them.</summary>
public sealed class ApiCommandTests : IDisposable
{
    private const string Mock =
        """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock"}}}}}""";

    private readonly ModuleSession _session = new();

    public ApiCommandTests() => _session.Run("Start-PrivateApiLab -Region eu-west-1 -PendingTime 0");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void From_endpoint_to_policy_to_stage_and_away_again_in_pipelines()
    {
        PSObject api = Assert.Single(
            _session.Run(
                "$endpoint = New-PrivateApiNetwork -Name net | New-PrivateApiEndpoint; "
                    + "$endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo -OutVariable api"
            )
        );
        Assert.Equal("PRIVATE", api.Properties["EndpointType"].Value);
        Assert.Equal(["PrivateDns Alias EndpointDns"], Text("$api[0].Url.Form -join ' '"));
        Assert.Equal(["https"], Text("([uri]$api[0].Url[2].Url).Scheme"));
        Assert.Equal(
            ["True"],
            Text("$api[0].Url[2].Url -like ('*' + $endpoint.VpcEndpointId + '-*.execute-api.eu-west-1.vpce.amazonaws.com/demo')")
        );
        Assert.Equal(["Record"], Text("($api | Get-PrivateApiPolicy -StageName demo).Evidence"));
        Assert.Equal(["prod"], Text("($api | Publish-PrivateApi -StageName prod -Variable @{ a = 'b' }).StageName"));
        Assert.Equal(["demo", "prod"], Text("(Get-PrivateApi PetStore).Stage.StageName"));
        Assert.Empty(_session.Run("$api | Remove-PrivateApi -Force"));
        Assert.Empty(_session.Run("Get-PrivateApi"));
    }

    [Theory]
    [InlineData("-OpenApi ./nowhere.json -SourceVpc vpc-1", "DefinitionNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-OpenApi '{\"a\":1}' -SourceVpc vpc-1", "InvalidDefinition", ErrorCategory.InvalidArgument)]
    [InlineData(
        "-OpenApi @{ openapi = '3.1.0'; info = @{ title = 'T' }; paths = @{} } -SourceVpc vpc-1",
        "OpenApiVersionNotSupported",
        ErrorCategory.InvalidArgument
    )]
    [InlineData("-OpenApi ('{' + (' ' * 6MB)) -SourceVpc vpc-1", "DefinitionTooLarge", ErrorCategory.LimitsExceeded)]
    [InlineData("-Sample PetStore", "PolicyRequired", ErrorCategory.InvalidArgument)]
    [InlineData("-Sample PetStore -Policy '{}' -SourceVpce vpce-1", "AmbiguousPolicy", ErrorCategory.InvalidArgument)]
    [InlineData("-Sample PetStore -Policy '{\"Statement\":[}'", "InvalidPolicy", ErrorCategory.InvalidArgument)]
    [InlineData("-Sample PetStore -SourceVpc vpc-1 -StageName 'a b'", "InvalidStageName", ErrorCategory.InvalidArgument)]
    [InlineData("-Sample PetStore -SourceVpc vpc-1 -Tag @{ 'privateapi:name' = 'x' }", "ReservedTag", ErrorCategory.InvalidArgument)]
    [InlineData("-Sample PetStore -VpcEndpointId vpce-0fedcba9876543210", "EndpointNotFound", ErrorCategory.ObjectNotFound)]
    public void Bad_input_is_one_clear_error_and_nothing_is_made(string arguments, string errorId, ErrorCategory category)
    {
        ScriptResult result = _session.Invoke($"New-PrivateApi -Name Bad {arguments}");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal($"{errorId},PrivateApi.Commands.NewPrivateApiCommand", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Empty(result.Output);
        Assert.Empty(_session.Run("Get-PrivateApi"));
    }

    // A limit of 0 stops every call, and PowerShell makes 0 of nothing.
    [Theory]
    [InlineData("ThrottlingRateLimit = $null; ThrottlingBurstLimit = $null")]
    [InlineData("ThrottlingRateLimit = ''")]
    [InlineData("ThrottlingBurstLimit = ' '")]
    [InlineData("CacheTtl = $null")]
    [InlineData("LoggingLevel = $null")]
    [InlineData("DataTrace = $null")]
    [InlineData("Metrics = @()")]
    public void An_empty_setting_of_a_method_is_an_error_and_no_limit(string setting)
    {
        _session.Run("$api = New-PrivateApi Pets -Sample PetStore -SourceVpc vpc-1 -StageName demo");
        ErrorRecord error = Assert.Single(
            _session
                .Invoke($"$api | Publish-PrivateApi -StageName demo -NoDeployment -MethodSetting @{{ 'GET /pets' = @{{ {setting} }} }}")
                .Errors
        );
        Assert.Equal("InvalidMethodSetting,PrivateApi.Commands.PublishPrivateApiCommand", error.FullyQualifiedErrorId);
        Assert.Contains("of 'GET /pets' is empty", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], Text("@((Get-PrivateApi Pets).Stage.MethodSetting).Where({ $_ }).Count"));
    }

    [Theory]
    [InlineData("$null", "$null")]
    [InlineData("''", "''")]
    [InlineData("5", "' '")]
    public void An_empty_limit_of_a_key_is_an_error_and_no_limit(string rate, string burst)
    {
        _session.Run("$api = New-PrivateApi Pets -Sample PetStore -SourceVpc vpc-1 -StageName demo");
        ErrorRecord error = Assert.Single(
            _session
                .Invoke(
                    "$api | New-PrivateApiKey -Name mobile -StageName demo "
                        + $"-MethodThrottle @{{ 'GET /pets' = @{{ RateLimit = {rate}; BurstLimit = {burst} }} }}"
                )
                .Errors
        );
        Assert.Equal("InvalidUsageLimit,PrivateApi.Commands.NewPrivateApiKeyCommand", error.FullyQualifiedErrorId);
        Assert.Empty(Text("Get-PrivateApiKey"));
    }

    [Theory]
    [InlineData("Publish-PrivateApi -StageName demo -NoDeployment -Description x", "Publish", "-Description")]
    [InlineData("Set-PrivateApi -Mode Merge", "Set", "-OpenApi")]
    public void What_a_command_would_not_use_is_refused(string command, string verb, string says)
    {
        _session.Run("$api = New-PrivateApi Pets -Sample PetStore -SourceVpc vpc-1 -StageName demo");
        ErrorRecord error = Assert.Single(_session.Invoke($"$api | {command}").Errors);
        Assert.Equal($"InputNotUsed,PrivateApi.Commands.{verb}PrivateApiCommand", error.FullyQualifiedErrorId);
        Assert.Contains(says, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_that_is_none_is_told_what_it_may_be()
    {
        _session.Run("$api = New-PrivateApi Pets -Sample PetStore -SourceVpc vpc-1 -StageName demo");
        ErrorRecord error = Assert.Single(_session.Invoke("$api | Test-PrivateApi -Path /pets -AuthorizerDecision Unauthorized").Errors);
        Assert.Equal("PolicyNotFound,PrivateApi.Commands.TestPrivateApiCommand", error.FullyQualifiedErrorId);
        Assert.StartsWith(
            "-AuthorizerDecision takes Allow, Deny, or a policy document as text, file or object.",
            error.Exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_failure_in_the_middle_takes_back_what_was_made()
    {
        string refused = Mock.Replace(
            "{\"type\":\"mock\"}",
            "{\"type\":\"aws_proxy\",\"httpMethod\":\"POST\",\"uri\":\"no-arn\"}",
            StringComparison.Ordinal
        );
        ErrorRecord error = Assert.Single(_session.Invoke($"New-PrivateApi -Name Late -OpenApi '{refused}' -SourceVpc vpc-1").Errors);
        Assert.Equal("BadRequestException,PrivateApi.Commands.NewPrivateApiCommand", error.FullyQualifiedErrorId);
        Assert.Empty(_session.Run("Get-PrivateApi"));
    }

    [Fact]
    public void An_object_of_another_Region_is_refused_by_every_command()
    {
        _session.Run("$api = New-PrivateApi -Name a -Sample PetStore -SourceVpc vpc-1 -StageName demo");
        foreach (
            string command in new[]
            {
                "Set-PrivateApi -OpenApi x",
                "Get-PrivateApiPolicy",
                "Set-PrivateApiPolicy -SourceVpc vpc-2",
                "Publish-PrivateApi -StageName demo",
                "Remove-PrivateApi -Force",
            }
        )
        {
            ErrorRecord error = Assert.Single(_session.Invoke($"$api | {command} -Region eu-central-1").Errors);
            Assert.StartsWith("ConnectionMismatch,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Warnings_say_where_in_the_definition()
    {
        string odd = Mock.Replace("\"/a\"", "\"/ping\"", StringComparison.Ordinal);
        Assert.Contains(
            "/paths/~1ping",
            Assert.Single(_session.Invoke($"New-PrivateApi -Name a -OpenApi '{odd}' -SourceVpc vpc-1").Warnings)
        );
    }

    [Fact]
    public void A_public_API_is_removed_by_no_id_no_name_and_no_wildcard()
    {
        using LabWire wire = new(_session);
        wire.Send("apigateway", "POST", "/restapis", """{"name":"Shop","endpointConfiguration":{"types":["REGIONAL"]}}""");
        wire.Send("apigateway", "POST", "/restapis", """{"name":"Shop-edge"}""");
        _session.Run(
            "$null = New-PrivateApi -Name Shopping -Sample PetStore -SourceVpc vpc-1; "
                + "$ids = (Get-PrivateApi Shop, Shop-edge -IncludePublic).RestApiId"
        );
        Assert.Equal(["2"], Text("@($ids).Count"));

        ScriptResult byId = _session.Invoke("$ids | Remove-PrivateApi -Force");
        Assert.Equal(["NotPrivate", "NotPrivate"], byId.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(
            "ApiNotFound,PrivateApi.Commands.RemovePrivateApiCommand",
            Assert.Single(_session.Invoke("Remove-PrivateApi -Name Shop -Force").Errors).FullyQualifiedErrorId
        );
        Assert.Empty(_session.Invoke("Remove-PrivateApi -Name Shop*, * -Force").Errors);

        Assert.Equal(["Shop", "Shop-edge"], Text("(Get-PrivateApi -IncludePublic).Name"));
    }

    private List<string> Text(string script) => [.. _session.Run(script).Select(value => value.ToString()!)];
}
