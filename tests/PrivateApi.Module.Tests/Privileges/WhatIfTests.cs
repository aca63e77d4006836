using System.Management.Automation;
using System.Reflection;

namespace PrivateApi.Tests.Privileges;

/// <summary>
/// -WhatIf changes nothing: for every command that has it, every request that leaves the process is written down by a
/// proxy between the module and the lab. The same command without -WhatIf is run after, and has to be seen to change
/// something: a recorder that sees nothing would prove nothing.
/// </summary>
public sealed class WhatIfTests
{
    // The call and the test at the end make the lab begin its books of every service, which a read would begin otherwise.
    private const string Stage = """
        $network = New-PrivateApiNetwork -Name Demo
        $endpoint = $network | New-PrivateApiEndpoint
        $api = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
        $unmapped = $endpoint | New-PrivateApi -Name Unmapped -Sample PetStore -StageName demo
        $key = $api | New-PrivateApiKey -Name desktop -StageName demo
        $second = New-PrivateApiNetwork -Name Second
        $spare = $second | New-PrivateApiEndpoint
        $resolver = $second | New-PrivateApiResolver -SourceCidr 192.168.0.0/16
        $third = New-PrivateApiNetwork -Name Third
        $null = New-PrivateApiNetwork -Name Empty
        $null = $api | New-PrivateApiDomain pets.example.com
        $null = $api | Publish-PrivateApi -StageName demo
        $null = $api | New-PrivateApiAuthorizer -Name tokens -UserPoolArn arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI
        $null = $api | Invoke-PrivateApi -Path /pets -Via Lambda -Cleanup
        $null = $api | Test-PrivateApi -SubnetId $network.SubnetId[0] -SecurityGroupId $network.SecurityGroupId
        """;

    // The command line, and whether it changes AWS when it is meant. In this order they can be run one after the other.
    private static readonly (string Command, bool ChangesAws)[] Lines =
    [
        ("New-PrivateApiNetwork -Name Fresh", true),
        ("New-PrivateApiEndpoint -VpcId $third.VpcId -SubnetId $third.SubnetId -SecurityGroupId $third.SecurityGroupId", true),
        ("New-PrivateApiResolver -Name Fresh -SubnetId $third.SubnetId -SourceCidr 192.168.0.0/16", true),
        ("Remove-PrivateApiResolver -ResolverEndpointId $resolver.ResolverEndpointId -Force", true),
        ("New-PrivateApi -Name Fresh -Sample PetStore -VpcEndpointId $endpoint.VpcEndpointId -StageName demo", true),
        (
            "New-PrivateApiAuthorizer -RestApiId $api.RestApiId -Name people "
                + "-UserPoolArn arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI",
            true
        ),
        ("Remove-PrivateApiAuthorizer -RestApiId $api.RestApiId -Name tokens -Force", true),
        ("Set-PrivateApi -RestApiId $api.RestApiId -OpenApi $definition -StageName demo", true),
        ("Set-PrivateApi -RestApiId $api.RestApiId -VpcEndpointId $endpoint.VpcEndpointId, $spare.VpcEndpointId", true),
        ("Set-PrivateApiEndpoint -VpcEndpointId $spare.VpcEndpointId -PrivateDnsEnabled $false -Force", true),
        ("Set-PrivateApiEndpoint -VpcEndpointId $spare.VpcEndpointId -SubnetId $second.SubnetId[0]", true),
        ("Set-PrivateApiPolicy -RestApiId $api.RestApiId -SourceVpc $network.VpcId -StageName demo -Force", true),
        ("Publish-PrivateApi -RestApiId $api.RestApiId -StageName demo", true),
        ("Restore-PrivateApi -RestApiId $api.RestApiId -StageName demo -Previous -Force", true),
        ("Publish-PrivateApi -RestApiId $api.RestApiId -StageName demo -NoDeployment -ThrottlingRateLimit 5", true),
        ("Set-PrivateApiPolicy -RestApiId $api.RestApiId -SourceVpce vpce-0123456789abcdef0 -StageName demo -Force", true),
        (
            "Test-PrivateApi -RestApiId $api.RestApiId -StageName demo -VpcEndpointId $endpoint.VpcEndpointId "
                + "-SubnetId $network.SubnetId[0] | Repair-PrivateApi -Force",
            true
        ),
        ("Invoke-PrivateApi -RestApiId $api.RestApiId -StageName demo -Path /pets -Via Lambda", true),
        ("Invoke-PrivateApi -RestApiId $api.RestApiId -StageName demo -Path /pets -Via Lambda -Cleanup", true),
        (
            "Test-PrivateApi -RestApiId $api.RestApiId -StageName demo -SubnetId $network.SubnetId[0] "
                + "-SecurityGroupId $network.SecurityGroupId -Via Lambda",
            true
        ),
        ("Get-PrivateApi -Name PetStore | Test-PrivateApi | Export-PrivateApiReport -Format Html -Path ./report.html", false),
        ("Export-PrivateApiTemplate -RestApiId $api.RestApiId -Path ./template.yaml", false),
        ("New-PrivateApiKey -Name mobile -RestApiId $api.RestApiId -StageName demo -RateLimit 5 -BurstLimit 10", true),
        ("Set-PrivateApiKey -ApiKeyId $key.ApiKeyId -RateLimit 6 -BurstLimit 9", true),
        ("Remove-PrivateApiKey -Name desktop -Force", true),
        ("New-PrivateApiDomain cats.example.com -VpcEndpointId $endpoint.VpcEndpointId", true),
        ("Add-PrivateApiDomainAssociation -DomainName pets.example.com -VpcEndpointId $spare.VpcEndpointId", true),
        ("Remove-PrivateApiDomainAssociation -DomainName pets.example.com -VpcEndpointId $endpoint.VpcEndpointId -Force", true),
        ("Set-PrivateApiDomain pets.example.com -AddSourceVpce $spare.VpcEndpointId -Force", true),
        ("Remove-PrivateApiDomain pets.example.com -Force", true),
        ("Remove-PrivateApi -RestApiId $unmapped.RestApiId -Force", true),
        ("Remove-PrivateApiEndpoint -VpcEndpointId $spare.VpcEndpointId -Force", true),
        ("Remove-PrivateApiNetwork -Name Empty -Force", true),
        ("Stop-PrivateApiLab", false),
    ];

    [Fact]
    public void No_command_changes_anything_with_WhatIf_and_each_does_without()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("privateapi-whatif-");
        try
        {
            using ModuleSession session = new();
            LabInside inside = new(
                Assert.Single(
                    session.Run(
                        "$lab = Start-PrivateApiLab -Region eu-west-1 -PendingTime 0 -DeletingTime 0 "
                            + "-FunctionInterfaceTime 0 -RoleTime 0; $lab"
                    )
                )
            );
            Uri url = (Uri)session.Run("$lab.EndpointUrl")[0].BaseObject;
            session.Set("definition", PermissionRecording.PetsWithOneMore);
            using (LabWire wire = new(session))
            {
                wire.RequestCertificate("*.example.com");
            }

            session.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{folder.FullName}'); {Stage}");
            using RecordingProxy proxy = new(url);
            session.Run(
                "foreach ($name in 'EndpointUrl', 'AccessKey', 'SecretKey', 'Region') { "
                    + $"$PSDefaultParameterValues[\"*-PrivateApi*:$name\"] = @{{ EndpointUrl = '{proxy.Url}'; "
                    + "AccessKey = 'lab'; SecretKey = 'lab'; Region = 'eu-west-1' }[$name] }"
            );

            string before = inside.State();
            foreach ((string command, _) in Lines)
            {
                session.Run($"$null = {WithWhatIf(command)}");
                Assert.All(proxy.Take(), request => Assert.True(request.IsRead, $"{command} -WhatIf sent {request}"));
                Assert.True(before == inside.State(), $"{command} -WhatIf changed the lab's state.");
                Assert.Empty(folder.GetFiles());
                Assert.Single(session.Run("Get-PrivateApiLab"));
            }

            foreach ((string command, bool changes) in Lines)
            {
                string was = inside.State();
                session.Run($"$null = {command}");
                Assert.True(
                    changes == proxy.Take().Any(request => !request.IsRead),
                    $"{command}, meant, was seen to {(changes ? "change nothing" : "change something")}."
                );
                Assert.True(!changes || was != inside.State(), $"{command}, meant, left the lab's state alone.");
            }

            Assert.Equal(["report.html", "template.yaml"], folder.GetFiles().Select(file => file.Name).Order());
            Assert.Empty(session.Run("Get-PrivateApiLab"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_command_that_has_WhatIf_is_tried_above()
    {
        using ModuleSession session = new();
        IEnumerable<string> have = session
            .Run("Get-Command -Module PrivateApi -CommandType Cmdlet")
            .Select(command => (CmdletInfo)command.BaseObject)
            .Where(command => command.ImplementingType.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess)
            .Select(command => command.Name);
        string[] tried = [.. Lines.Select(line => line.Command.Split(" | ")[^1].Split(' ')[0])];
        Assert.Empty(have.Except(tried));
    }

    // The last command of a line is the one that is tried.
    private static string WithWhatIf(string command) => command + " -WhatIf";
}
