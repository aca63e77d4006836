using System.Management.Automation;

namespace PrivateApi.Tests;

/// <summary>The main job, as a user types it.</summary>
public sealed class InvokeCommandTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public InvokeCommandTests() => _session.Run("$null = Start-PrivateApiLab -Region eu-west-1");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_main_job_prints_the_pets_and_is_taken_away_again()
    {
        PSObject result = Assert.Single(_session.Run("""
            New-PrivateApiNetwork -Name PrivateAPIDemo |
                New-PrivateApiEndpoint |
                New-PrivateApi -Name PetStore -Sample PetStore -StageName demo |
                Invoke-PrivateApi -Path /pets -Via Lambda
            """));
        Assert.Equal("PrivateApi.Model.CallResult", result.BaseObject.GetType().FullName);
        Assert.Equal(200, result.Properties["StatusCode"].Value);

        // Objects, numbers and text of the JSON.
        Assert.Equal("dog", Assert.Single(_session.Run("$r = Get-PrivateApi -Name PetStore | Invoke-PrivateApi -Path /pets -Via Lambda; $r.Body[0].type")).BaseObject);
        Assert.Equal(3L, Assert.Single(_session.Run("$r.Body[2].id")).BaseObject);
        Assert.Equal(true, Assert.Single(_session.Run("$r.Body[0].price -eq 249.99")).BaseObject);

        _session.Run("""
            Get-PrivateApi -Name PetStore | Remove-PrivateApi -Force
            Get-PrivateApiEndpoint -Name PrivateAPIDemo | Remove-PrivateApiEndpoint -Force
            Get-PrivateApiNetwork -Name PrivateAPIDemo | Remove-PrivateApiNetwork -Force
            """);
        Assert.Empty(_session.Run("Get-PrivateApiNetwork"));
    }

    [Fact]
    public void A_call_that_fails_is_a_result_and_one_that_cannot_be_made_is_an_error()
    {
        _session.Run("$api = New-PrivateApiNetwork -Name Demo | New-PrivateApiEndpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo");
        ScriptResult outside = _session.Invoke("$api | Invoke-PrivateApi -Path /pets -UrlForm PrivateDns");
        Assert.Empty(outside.Errors);
        PSObject result = Assert.Single(outside.Output);
        Assert.Equal("NameNotResolved", result.Properties["Failure"].Value.ToString());
        Assert.Null(result.Properties["StatusCode"].Value);

        Assert.Equal("ApiNotFound,PrivateApi.Commands.InvokePrivateApiCommand", Assert.Single(_session.Invoke("Invoke-PrivateApi -RestApiId zzzzzzzzzz").Errors).FullyQualifiedErrorId);
        Assert.Equal("ConnectionMismatch,PrivateApi.Commands.InvokePrivateApiCommand", Assert.Single(_session.Invoke("$api | Invoke-PrivateApi -Region us-east-1").Errors).FullyQualifiedErrorId);

        // Nothing is made for a question.
        Assert.Empty(_session.Invoke("$api | Invoke-PrivateApi -Path /pets -Via Lambda -WhatIf").Output);
        Assert.Empty(_session.Run("(Get-PrivateApiEndpoint).Probe"));
    }

    [Fact]
    public void Bodies_go_out_as_they_are_given()
    {
        // Sent and read back through the PetStore's POST, which answers with the pet that it got.
        _session.Run("$api = New-PrivateApiNetwork -Name Demo | New-PrivateApiEndpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo");
        foreach (string body in new[] { "@{ type = 'cat'; price = 1.5 }", "([pscustomobject]@{ type = 'cat'; price = 1.5 })", "'{\"type\":\"cat\",\"price\":1.5}'", "([Text.Encoding]::UTF8.GetBytes('{\"type\":\"cat\",\"price\":1.5}'))" })
        {
            Assert.Equal("cat 1.5", Assert.Single(_session.Run($"$r = $api | Invoke-PrivateApi -Method POST -Path /pets -Body {body} -Via Lambda; '{{0}} {{1}}' -f $r.Body.pet.type, $r.Body.pet.price")).BaseObject);
        }
    }
}
