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
