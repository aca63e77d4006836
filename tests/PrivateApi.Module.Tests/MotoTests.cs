using System.Management.Automation;
using System.Text.Json.Nodes;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests;

/// <summary>The commands that users run, against an AWS that did not grow up with them.</summary>
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    [Fact]
    public void A_network_and_its_endpoint_live_from_creation_to_removal()
    {
        using ModuleSession session = Session();
        PSObject network = Assert.Single(session.Run("($network = New-PrivateApiNetwork -Name Demo -Tag @{ Team = 'payments' } @aws)"));
        Assert.Equal("10.0.0.0/16", network.Properties["CidrBlock"].Value);
        Assert.Equal("payments", session.Run("(Get-PrivateApiNetwork -Name D* @aws).Tag['Team']").Single().ToString());
        Assert.Equal(
            network.Properties["VpcId"].Value,
            Assert.Single(session.Run("New-PrivateApiNetwork -Name Demo -Tag @{ Team = 'payments' } @aws")).Properties["VpcId"].Value
        );

        PSObject endpoint = Assert.Single(session.Run("($endpoint = $network | New-PrivateApiEndpoint @aws)"));
        Assert.Equal("available", endpoint.Properties["State"].Value);
        Assert.Equal("Demo", endpoint.Properties["Name"].Value);
        Assert.Equal("com.amazonaws.eu-west-1.execute-api", endpoint.Properties["ServiceName"].Value);
        Assert.Equal(2, session.Run("$endpoint.NetworkInterface").Count);
        Assert.Equal(
            endpoint.Properties["VpcEndpointId"].Value,
            Assert.Single(session.Run("$network | New-PrivateApiEndpoint @aws")).Properties["VpcEndpointId"].Value
        );

        ScriptResult held = session.Invoke("$network | Remove-PrivateApiNetwork -Force @aws");
        Assert.Equal("NetworkInUse,PrivateApi.Commands.RemovePrivateApiNetworkCommand", Assert.Single(held.Errors).FullyQualifiedErrorId);

        session.Run("$endpoint | Remove-PrivateApiEndpoint -Force @aws");
        Assert.Empty(session.Run("Get-PrivateApiEndpoint -VpcId $network.VpcId @aws"));
        session.Run("$network | Remove-PrivateApiNetwork -Force @aws");
        Assert.Empty(session.Run("Get-PrivateApiNetwork -Name Dem* @aws"));
    }

    [Fact]
    public void A_policy_is_put_on_an_endpoint_as_an_object()
    {
        using ModuleSession session = Session();
        session.Run(
            """
            $policy = @{ Version = '2012-10-17'; Statement = @(@{ Effect = 'Allow'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = '*' }) }
            $endpoint = New-PrivateApiNetwork -Name Policy -CidrBlock 10.7.0.0/16 @aws | New-PrivateApiEndpoint @aws
            $changed = $endpoint | Set-PrivateApiEndpoint -Policy $policy @aws
            """
        );
        JsonNode expected = JsonNode.Parse(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}"""
        )!;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(session.Run("$changed.Policy").Single().ToString()!)));
    }

    [Fact]
    public void An_API_lives_from_creation_to_removal()
    {
        using ModuleSession session = Session();
        session.Run(
            """
            $definition = @{ openapi = '3.0.1'; info = @{ title = 'Orders'; version = '1' }; paths = @{ '/orders' = @{ get = @{
                responses = @{ '200' = @{ description = 'ok' } }
                'x-amazon-apigateway-integration' = @{ type = 'http_proxy'; httpMethod = 'GET'; uri = 'https://example.com/orders' } } } } }
            $endpoint = New-PrivateApiNetwork -Name Whole -CidrBlock 10.8.0.0/16 @aws | New-PrivateApiEndpoint @aws
            """
        );
        PSObject api = Assert.Single(
            session.Run("($api = $endpoint | New-PrivateApi -Name Orders -OpenApi $definition -StageName demo @aws)")
        );
        Assert.Equal("PRIVATE", api.Properties["EndpointType"].Value);
        Assert.Equal(["demo"], session.Run("$api.Stage.StageName").Select(name => name.ToString()));
        Assert.Single(session.Run("$api | Publish-PrivateApi -StageName next @aws"));
        Assert.Contains(
            "AllowSourceVpc",
            session
                .Run("($api | Set-PrivateApiPolicy -AddSourceVpc $endpoint.VpcId -StageName demo -Force @aws 3>$null).Policy")
                .Single()
                .ToString(),
            StringComparison.Ordinal
        );
        Assert.Single(session.Run("$api | Set-PrivateApi -DisableExecuteApiEndpoint $true -StageName demo @aws"));
        PSObject result = Assert.Single(session.Run("$api | Test-PrivateApi -StageName demo @aws"));
        Assert.Equal(
            "Failed",
            session
                .Run("($api | Test-PrivateApi -StageName demo @aws).Check.Where{ $_.Name -eq 'DefaultEndpointEnabled' }.Status")
                .Single()
                .ToString()
        );
        Assert.Equal(api.Properties["RestApiId"].Value, result.Properties["RestApiId"].Value);
        session.Run("$api | Remove-PrivateApi -Force @aws; $endpoint | Remove-PrivateApiEndpoint -Force @aws");
        Assert.Empty(session.Run("Get-PrivateApi Order* @aws"));
    }

    // moto 5.2.1 imports no MOCK integration: they have no URI.
    [Fact]
    public void What_it_does_not_serve_is_named_at_once_and_nothing_is_left()
    {
        using ModuleSession session = Session();
        session.Run("$endpoint = New-PrivateApiNetwork -Name Mock -CidrBlock 10.9.0.0/16 @aws | New-PrivateApiEndpoint @aws");
        ScriptResult refused = session.Invoke("$endpoint | New-PrivateApi -Name Pets -Sample PetStore -StageName demo @aws");
        ErrorRecord error = Assert.Single(refused.Errors);
        Assert.Equal("OperationNotServed,PrivateApi.Commands.NewPrivateApiCommand", error.FullyQualifiedErrorId);
        Assert.Contains("does not serve PUT /restapis/", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(session.Run("Get-PrivateApi Pet* @aws"));
    }

    [Fact]
    public void What_would_be_done_is_printed_and_nothing_is_done()
    {
        using ModuleSession session = Session();
        Assert.Empty(session.Run("New-PrivateApiNetwork -Name Never @aws -WhatIf | New-PrivateApiEndpoint @aws -WhatIf"));
        Assert.Empty(session.Run("Get-PrivateApiNetwork -Name Never* @aws"));
    }

    private ModuleSession Session()
    {
        Uri url = moto.Url;
        ModuleSession session = new();
        session.Run($"$aws = @{{ EndpointUrl = '{url}'; Region = 'eu-west-1'; AccessKey = 'AKIDTEST'; SecretKey = 'secret' }}");
        return session;
    }
}
