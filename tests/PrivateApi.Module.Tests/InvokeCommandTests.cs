using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests;

/// <summary>The main job, as a user types it.</summary>
public sealed class InvokeCommandTests : IDisposable
{
    private const string Network = """
        $endpoint = New-PrivateApiNetwork -Name Demo | New-PrivateApiEndpoint
        $api = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
        """;

    private const string Guarded = """
        {
          "openapi": "3.0.1", "info": { "title": "Guarded", "version": "1" },
          "components": { "securitySchemes": { "api_key": { "type": "apiKey", "name": "x-api-key", "in": "header" } } },
          "paths": {
            "/iam": { "get": {
              "responses": { "200": { "description": "ok" } }, "x-amazon-apigateway-auth": { "type": "AWS_IAM" },
              "x-amazon-apigateway-integration": { "type": "mock", "requestTemplates": { "application/json": "{\"statusCode\": 200}" }, "responses": { "default": { "statusCode": "200" } } } } },
            "/key": { "get": {
              "responses": { "200": { "description": "ok" } }, "security": [ { "api_key": [] } ],
              "x-amazon-apigateway-integration": { "type": "mock", "requestTemplates": { "application/json": "{\"statusCode\": 200}" }, "responses": { "default": { "statusCode": "200" } } } } }
          }
        }
        """;

    private readonly ModuleSession _session = new();

    public InvokeCommandTests() => _session.Run("$null = Start-PrivateApiLab -Region eu-west-1 -PendingTime 0");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_base_path_that_is_piped_is_called_by_its_name_and_a_rule_says_what_to_pipe()
    {
        _session.Run(Network);
        using (LabWire wire = new(_session))
        {
            wire.RequestCertificate("pets.example.com");
        }

        _session.Run(
            """
            $rule = @{ Priority = 10; BasePath = 'beta'; RestApiId = $api.RestApiId; StageName = 'demo'; StripBasePath = $true }
            $domain = $api | New-PrivateApiDomain pets.example.com -BasePath shop -RoutingRule $rule
            """
        );
        foreach (
            string from in new[]
            {
                "$domain.Mapping",
                "(Get-PrivateApiDomain).Mapping",
                "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($domain.Mapping[0]))",
            }
        )
        {
            PSObject called = Assert.Single(_session.Run($"{from} | Invoke-PrivateApi -Path /pets -Via Lambda"));
            Assert.Equal("https://pets.example.com/shop/pets", called.Properties["Url"].Value);
            Assert.Equal(200, called.Properties["StatusCode"].Value);
        }

        Assert.Equal(
            "https://pets.example.com/shop/pets",
            Assert.Single(_session.Run("($domain.Mapping | Test-PrivateApi -Path /pets).Url")).BaseObject
        );

        // What is typed decides.
        string own = (string)
            Assert.Single(_session.Run("($domain.Mapping | Invoke-PrivateApi -Path /pets -UrlForm PrivateDns -Via Lambda).Url")).BaseObject;
        Assert.Contains(".execute-api.", own, StringComparison.Ordinal);
        Assert.StartsWith(
            "ParameterMismatch,",
            Assert.Single(_session.Invoke("$domain.Mapping | Invoke-PrivateApi -StageName prod -Via Lambda").Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal
        );

        foreach (string command in new[] { "Invoke-PrivateApi -Path /pets -Via Lambda", "Test-PrivateApi -Path /pets" })
        {
            ErrorRecord refused = Assert.Single(_session.Invoke($"$domain.Rule | {command}").Errors);
            Assert.StartsWith("InputNotUsed,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("(Get-PrivateApiDomain {name}).Mapping", refused.Exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_main_job_prints_the_pets_and_is_taken_away_again()
    {
        PSObject result = Assert.Single(
            _session.Run(
                """
                New-PrivateApiNetwork -Name PrivateAPIDemo |
                    New-PrivateApiEndpoint |
                    New-PrivateApi -Name PetStore -Sample PetStore -StageName demo |
                    Invoke-PrivateApi -Path /pets -Via Lambda
                """
            )
        );
        Assert.Equal("PrivateApi.Model.CallResult", result.BaseObject.GetType().FullName);
        Assert.Equal(200, result.Properties["StatusCode"].Value);

        // Objects, numbers and text of the JSON.
        Assert.Equal(
            "dog",
            Assert
                .Single(_session.Run("$r = Get-PrivateApi -Name PetStore | Invoke-PrivateApi -Path /pets -Via Lambda; $r.Body[0].type"))
                .BaseObject
        );
        Assert.Equal(3L, Assert.Single(_session.Run("$r.Body[2].id")).BaseObject);
        Assert.Equal(true, Assert.Single(_session.Run("$r.Body[0].price -eq 249.99")).BaseObject);

        _session.Run(
            """
            Get-PrivateApi -Name PetStore | Remove-PrivateApi -Force
            Get-PrivateApiEndpoint -Name PrivateAPIDemo | Remove-PrivateApiEndpoint -Force
            Get-PrivateApiNetwork -Name PrivateAPIDemo | Remove-PrivateApiNetwork -Force
            """
        );
        Assert.Empty(_session.Run("Get-PrivateApiNetwork"));
    }

    [Fact]
    public void A_call_that_fails_is_a_result_and_one_that_cannot_be_made_is_an_error()
    {
        _session.Run(
            "$api = New-PrivateApiNetwork -Name Demo | New-PrivateApiEndpoint | New-PrivateApi -Name "
                + "PetStore -Sample PetStore -StageName demo"
        );
        ScriptResult outside = _session.Invoke("$api | Invoke-PrivateApi -Path /pets -UrlForm PrivateDns");
        Assert.Empty(outside.Errors);
        PSObject result = Assert.Single(outside.Output);
        Assert.Equal("NameNotResolved", result.Properties["Failure"].Value.ToString());
        Assert.Null(result.Properties["StatusCode"].Value);

        Assert.Equal(
            "ApiNotFound,PrivateApi.Commands.InvokePrivateApiCommand",
            Assert.Single(_session.Invoke("Invoke-PrivateApi -RestApiId zzzzzzzzzz").Errors).FullyQualifiedErrorId
        );
        Assert.Equal(
            "ConnectionMismatch,PrivateApi.Commands.InvokePrivateApiCommand",
            Assert.Single(_session.Invoke("$api | Invoke-PrivateApi -Region us-east-1").Errors).FullyQualifiedErrorId
        );

        // Nothing is made for a question.
        Assert.Empty(_session.Invoke("$api | Invoke-PrivateApi -Path /pets -Via Lambda -WhatIf").Output);
        Assert.Empty(_session.Run("(Get-PrivateApiEndpoint).Probe"));
    }

    [Theory]
    [InlineData("($api | Invoke-PrivateApi -Path /pets -Via Lambda -SubnetId $subnet -SecurityGroupId $mute -TimeoutSec {0})")]
    [InlineData("($api | Test-PrivateApi -SubnetId $subnet -SecurityGroupId $mute -Path /pets -Via Lambda -TimeoutSec {0}).Live")]
    public void A_call_ends_when_its_TimeoutSec_is_over(string call)
    {
        _session.Run(Network);
        using LabWire wire = new(_session);
        string vpc = _session.Run("$subnet = $endpoint.SubnetId[0]; $endpoint.VpcId")[0].ToString()!;

        // Nothing leaves a group without egress rules: packets are dropped and nobody says so.
        string group = Regex
            .Match(
                wire.Send("ec2", "POST", "/", $"Action=CreateSecurityGroup&GroupName=mute&GroupDescription=mute&VpcId={vpc}"),
                "<groupId>(sg-[0-9a-f]+)<"
            )
            .Groups[1]
            .Value;
        wire.Send(
            "ec2",
            "POST",
            "/",
            $"Action=RevokeSecurityGroupEgress&GroupId={group}&IpPermissions.1.IpProtocol=-1&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0"
        );
        _session.Run($"$mute = '{group}'");
        foreach (string seconds in new[] { "3", "7" })
        {
            string script = call.Replace("{0}", seconds, StringComparison.Ordinal);
            Assert.Equal(
                $"ConnectTimeout after {seconds}",
                Assert.Single(_session.Run($"$r = {script}; \"$($r.Failure) after $($r.Timing['Connect'])\"")).ToString()
            );
        }
    }

    [Fact]
    public void Bodies_go_out_as_they_are_given()
    {
        // Sent and read back through the PetStore's POST, which answers with the pet that it got.
        _session.Run(
            "$api = New-PrivateApiNetwork -Name Demo | New-PrivateApiEndpoint | New-PrivateApi -Name "
                + "PetStore -Sample PetStore -StageName demo"
        );
        foreach (
            string body in new[]
            {
                "@{ type = 'cat'; price = 1.5 }",
                "([pscustomobject]@{ type = 'cat'; price = 1.5 })",
                "'{\"type\":\"cat\",\"price\":1.5}'",
                "([Text.Encoding]::UTF8.GetBytes('{\"type\":\"cat\",\"price\":1.5}'))",
            }
        )
        {
            Assert.Equal(
                "cat 1.5",
                Assert
                    .Single(
                        _session.Run(
                            $"$r = $api | Invoke-PrivateApi -Method POST -Path /pets -Body {body} -Via Lambda; "
                                + "'{0} {1}' -f $r.Body.pet.type, $r.Body.pet.price"
                        )
                    )
                    .BaseObject
            );
        }
    }

    [Fact]
    public void A_signed_call_and_one_with_a_key_get_what_an_unsigned_one_without_does_not()
    {
        _session.Run(Network);
        _session.Run($"$guarded = $endpoint | New-PrivateApi -Name Guarded -OpenApi '{Guarded}' -StageName demo");
        Assert.Equal(403, Assert.Single(_session.Run("($guarded | Invoke-PrivateApi -Path /iam -Via Lambda).StatusCode")).BaseObject);
        Assert.Equal(
            200,
            Assert.Single(_session.Run("($guarded | Invoke-PrivateApi -Path /iam -Via Lambda -SignRequest).StatusCode")).BaseObject
        );

        using LabWire lab = new(_session);
        string key = Id(lab.Send("apigateway", "POST", "/apikeys", """{"name":"k","enabled":true,"value":"0123456789abcdefghij"}"""));
        string plan = Id(
            lab.Send(
                "apigateway",
                "POST",
                "/usageplans",
                $$"""{"name":"p","apiStages":[{"apiId":"{{Text("$guarded.RestApiId")}}","stage":"demo"}]}"""
            )
        );
        lab.Send("apigateway", "POST", $"/usageplans/{plan}/keys", $$"""{"keyId":"{{key}}","keyType":"API_KEY"}""");
        Assert.Equal(403, Assert.Single(_session.Run("($guarded | Invoke-PrivateApi -Path /key -Via Lambda).StatusCode")).BaseObject);
        Assert.Equal(
            200,
            Assert
                .Single(_session.Run("($guarded | Invoke-PrivateApi -Path /key -Via Lambda -ApiKey 0123456789abcdefghij).StatusCode"))
                .BaseObject
        );
    }

    private static string Id(string json) => System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("id").GetString()!;

    private string Text(string script) => Assert.Single(_session.Run(script)).ToString()!;
}
