using System.Management.Automation;

namespace PrivateApi.Tests;

/// <summary>
/// Every parameter of every command is given nothing, as a script does with a variable that is empty. It is the same as without the
/// parameter, or an error of PowerShell or of ours in words; it is never an exception of .NET.
/// </summary>
public sealed class EmptyArgumentTests : IDisposable
{
    private const string Stage = """
        $WarningPreference = $InformationPreference = 'SilentlyContinue'
        $network = New-PrivateApiNetwork Demo
        $endpoint = $network | New-PrivateApiEndpoint
        $api = $endpoint | New-PrivateApi PetStore -Sample PetStore -StageName demo
        $plain = $endpoint | New-PrivateApi Plain -Sample PetStore -StageName demo
        $deployment = $api.Stage[0].DeploymentId
        $key = $api | New-PrivateApiKey -Name desktop -StageName demo
        $pool = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI'
        $authorizer = $api | New-PrivateApiAuthorizer -Name tokens -UserPoolArn $pool
        $second = New-PrivateApiNetwork Second
        $spare = $second | New-PrivateApiEndpoint
        $resolver = $second | New-PrivateApiResolver -SourceCidr 192.168.0.0/16
        $third = New-PrivateApiNetwork Third
        $null = New-PrivateApiNetwork Empty
        $domain = $api | New-PrivateApiDomain pets.example.com
        $null = $api | Invoke-PrivateApi -StageName demo -Path /pets -Via Lambda
        $probe = (Get-PrivateApiEndpoint Demo).Probe.FunctionName
        $result = $api | Test-PrivateApi -StageName demo
        $null = $api | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Force
        $blocked = $api | Test-PrivateApi -StageName demo -SubnetId $network.SubnetId[0] -SecurityGroupId $network.SecurityGroupId
        $repaired = $blocked | Repair-PrivateApi -Force
        $id = @{ RestApiId = $api.RestApiId }
        $here = $id + @{ StageName = 'demo' }
        $endpointId = @{ VpcEndpointId = $endpoint.VpcEndpointId }
        $names = @{ DomainName = $domain.DomainName }
        $foreign = 'arn:aws:lambda:eu-west-1:999988887777:function:decide'
        $policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}'
        $definition = '{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock"}}}}}'
        $resource = "arn:aws:execute-api:eu-west-1:123456789012:$($api.RestApiId)/demo/GET/pets"
        """;

    // Each works as it stands, and is then tried with each parameter that it can have.
    private const string Calls = """
        @(
            @('Add-PrivateApiDomainAssociation', @{ DomainNameArn = $domain.DomainNameArn; VpcEndpointId = $spare.VpcEndpointId }),
            @('Add-PrivateApiDomainAssociation', ($names + @{ VpcEndpointId = $spare.VpcEndpointId })),
            @('Export-PrivateApiReport', @{ InputObject = $result; Format = 'Json' }),
            @('Export-PrivateApiTemplate', $id),
            @('Export-PrivateApiTemplate', @{ VpcId = $network.VpcId }),
            @('Get-PrivateApi', @{}),
            @('Get-PrivateApi', $id),
            @('Get-PrivateApiAccess', @{ Policy = $policy }),
            @('Get-PrivateApiAuthorizer', $id),
            @('Get-PrivateApiAuthorizer', ($id + @{ AuthorizerId = $authorizer.AuthorizerId })),
            @('Get-PrivateApiDeployment', $id),
            @('Get-PrivateApiDomain', @{}),
            @('Get-PrivateApiEndpoint', @{}),
            @('Get-PrivateApiEndpoint', $endpointId),
            @('Get-PrivateApiKey', @{}),
            @('Get-PrivateApiKey', @{ ApiKeyId = $key.ApiKeyId }),
            @('Get-PrivateApiNetwork', @{}),
            @('Get-PrivateApiNetwork', @{ VpcId = $network.VpcId }),
            @('Get-PrivateApiPolicy', $here),
            @('Get-PrivateApiResolver', @{}),
            @('Get-PrivateApiResolver', @{ ResolverEndpointId = $resolver.ResolverEndpointId }),
            @('Invoke-PrivateApi', ($here + @{ Path = '/pets'; Via = 'Lambda' })),
            @('New-PrivateApi', ($endpointId + @{ Name = 'Fresh'; OpenApi = $definition; StageName = 'demo' })),
            @('New-PrivateApi', ($endpointId + @{ Name = 'Fresh'; Sample = 'PetStore' })),
            @('New-PrivateApi', @{ Name = 'Fresh'; Sample = 'PetStore'; SourceVpc = $network.VpcId }),
            @('New-PrivateApiAuthorizer', ($here + @{ Name = 'people'; FunctionName = $foreign; Method = 'GET'; Path = '/pets' })),
            @('New-PrivateApiAuthorizer', ($id + @{ Name = 'people'; UserPoolArn = $pool; Path = '/pets' })),
            @('New-PrivateApiDomain', ($here + $endpointId + @{ DomainName = 'cats.example.com' })),
            @('New-PrivateApiEndpoint', @{ VpcId = $third.VpcId }),
            @('New-PrivateApiKey', ($here + @{ Name = 'mobile'; RateLimit = 5; BurstLimit = 10 })),
            @('New-PrivateApiNetwork', @{ Name = 'Fresh' }),
            @('New-PrivateApiPolicy', @{ SourceVpce = $endpoint.VpcEndpointId }),
            @('New-PrivateApiPolicy', @{ SourceVpc = $network.VpcId; SourceIp = '10.0.0.0/8'; Method = 'GET'; Path = '/pets'; StageName = 'demo' }),
            @('New-PrivateApiResolver', @{ Name = 'Fresh'; SubnetId = $third.SubnetId; SourceCidr = '192.168.0.0/16' }),
            @('New-PrivateApiResolver', @{ Name = 'Fresh'; SubnetId = $third.SubnetId; ForwardTo = '10.0.0.9' }),
            @('Publish-PrivateApi', $here),
            @('Publish-PrivateApi', ($here + @{ NoDeployment = $true })),
            @('Remove-PrivateApi', @{ RestApiId = $plain.RestApiId }),
            @('Remove-PrivateApi', @{ Name = 'Plain' }),
            @('Remove-PrivateApiAuthorizer', ($id + @{ AuthorizerId = $authorizer.AuthorizerId })),
            @('Remove-PrivateApiAuthorizer', ($id + @{ Name = 'tokens' })),
            @('Remove-PrivateApiDomain', $names),
            @('Remove-PrivateApiDomainAssociation', ($endpointId + @{ DomainNameArn = $domain.DomainNameArn })),
            @('Remove-PrivateApiDomainAssociation', ($endpointId + $names)),
            @('Remove-PrivateApiEndpoint', @{ VpcEndpointId = $spare.VpcEndpointId }),
            @('Remove-PrivateApiEndpoint', @{ Name = 'Second' }),
            @('Remove-PrivateApiKey', @{ ApiKeyId = $key.ApiKeyId }),
            @('Remove-PrivateApiKey', @{ Name = 'desktop' }),
            @('Remove-PrivateApiNetwork', @{ Name = 'Empty' }),
            @('Remove-PrivateApiNetwork', @{ VpcId = $third.VpcId }),
            @('Remove-PrivateApiResolver', @{ ResolverEndpointId = $resolver.ResolverEndpointId }),
            @('Remove-PrivateApiResolver', @{ Name = 'Second' }),
            @('Repair-PrivateApi', @{ InputObject = $blocked }),
            @('Repair-PrivateApi', @{ Repaired = $repaired; Undo = $true }),
            @('Resolve-PrivateApiError', @{ InputObject = '{"message":"Forbidden"}' }),
            @('Restore-PrivateApi', ($here + @{ DeploymentId = $deployment })),
            @('Restore-PrivateApi', ($here + @{ Previous = $true })),
            @('Set-PrivateApi', ($id + @{ OpenApi = $definition; StageName = 'demo' })),
            @('Set-PrivateApi', ($id + @{ RemoveVpcEndpointId = $spare.VpcEndpointId })),
            @('Set-PrivateApi', @{ RestApiId = $plain.RestApiId; EndpointType = 'Regional'; Policy = $policy; Force = $true }),
            @('Set-PrivateApiDomain', ($names + @{ AddSourceVpce = $spare.VpcEndpointId })),
            @('Set-PrivateApiDomain', ($names + @{ SourceVpc = $network.VpcId })),
            @('Set-PrivateApiEndpoint', ($endpointId + @{ Policy = $policy })),
            @('Set-PrivateApiEndpoint', ($endpointId + @{ SubnetId = $network.SubnetId[0] })),
            @('Set-PrivateApiEndpoint', ($endpointId + @{ AddStatement = '{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}' })),
            @('Set-PrivateApiKey', @{ ApiKeyId = $key.ApiKeyId; Enabled = $false }),
            @('Set-PrivateApiPolicy', ($id + @{ SourceVpc = $network.VpcId; Force = $true })),
            @('Set-PrivateApiPolicy', ($id + @{ AddSourceVpce = $spare.VpcEndpointId; Force = $true })),
            @('Test-PrivateApi', $here),
            @('Test-PrivateApi', ($here + @{ SubnetId = $network.SubnetId[0]; SecurityGroupId = $network.SecurityGroupId })),
            @('Test-PrivateApi', ($here + @{ VpcId = $network.VpcId; SourceIp = '172.16.0.9'; OnPremises = $true })),
            @('Test-PrivateApi', ($here + @{ NetworkInterfaceId = $endpoint.NetworkInterface[0].NetworkInterfaceId })),
            @('Test-PrivateApi', ($here + @{ InstanceId = $instance })),
            @('Test-PrivateApi', ($here + @{ FunctionName = $probe })),
            @('Test-PrivateApi', @{ CasePath = $table }),
            @('Test-PrivateApiPolicy', @{ Policy = $policy }),
            @('Test-PrivateApiPolicy', @{ Policy = $policy; Resource = $resource }),
            @('Test-PrivateApiPolicy', @{ CasePath = $cases }),
            @('Export-PrivateApiTemplate', @{ Template = 'DemoNetwork' }),
            @('Get-PrivateApiLab', @{}),
            @('Stop-PrivateApiLab', @{}),
            @('Start-PrivateApiLab', @{ Region = 'eu-west-1' })
        )
        """;

    private const string Sweep = """
        $connection = 'Region', 'ProfileName', 'ProfileLocation', 'AccessKey', 'SecretKey', 'SessionToken', 'Credential', 'EndpointUrl'
        $never = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters + $connection
        $empty = [ordered] @{ '$null' = $null; '@($null)' = @($null); "''" = ''; "@('')" = @(''); '@()' = @(); '@{ a = $null }' = @{ a = $null } }
        function Try-Call($Name, $Given) {
            $failed = @()
            $null = $(try { & $Name @Given -ErrorAction SilentlyContinue -ErrorVariable failed } catch { $failed += $_ })
            if ($Name -eq 'Start-PrivateApiLab') { Get-PrivateApiLab | Where-Object EndpointUrl -NE $lab.EndpointUrl | Stop-PrivateApiLab }
            foreach ($item in $failed) { $item -is [Management.Automation.ErrorRecord] ? $item : $item.ErrorRecord }
        }
        $tried = @{}
        foreach ($call in $calls) {
            $command = Get-Command $call[0]
            $given = @{} + $call[1]
            if ($command.Parameters.ContainsKey('WhatIf')) { $given.WhatIf = $true }
            foreach ($failure in Try-Call $command.Name $given) { "$($call[0]) with $($call[1].Keys) alone: $($failure.FullyQualifiedErrorId) $failure" }
            foreach ($parameter in $command.Parameters.Values) {
                $with = @($call[1].Keys) + $parameter.Name
                $fits = $command.ParameterSets.Where({ $names = $_.Parameters.Name; -not $with.Where({ $_ -notin $names }) })
                if (-not $fits -or $parameter.Name -in $never -or $parameter.SwitchParameter) { continue }
                # A test takes longest, and its callers are read alike.
                if ($command.Name -eq 'Test-PrivateApi' -and $tried["$command -$($parameter.Name)"]) { continue }
                $tried["$command -$($parameter.Name)"] = $true
                foreach ($value in $empty.Keys) {
                    if ($value -like '@{*' -and -not $parameter.ParameterType.IsAssignableFrom([hashtable])) { continue }
                    $odd = $given.Clone()
                    $odd[$parameter.Name] = $empty[$value]
                    foreach ($failure in Try-Call $command.Name $odd) {
                        if ($failure.Exception.GetType().Name -notmatch '^(PrivateApi|ParameterBinding\w*)Exception$') {
                            "$command -$($parameter.Name) $value [$($call[1].Keys)]: $($failure.Exception.GetType().Name) $failure"
                        }
                    }
                }
            }
        }
        foreach ($command in Get-Command -Module PrivateApi -CommandType Cmdlet) {
            foreach ($parameter in $command.Parameters.Values.Where({ $_.Name -notin $never -and -not $_.SwitchParameter })) {
                if (-not $tried["$command -$($parameter.Name)"]) { "$command -$($parameter.Name): is not tried" }
            }
        }
        """;

    private const string Case =
        """{"id":"open","resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}"""
        + ""","request":{"action":"execute-api:Invoke","resource":"arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/demo/GET/pets","context":{}}"""
        + ""","expected":{"resourcePolicy":"Allowed"}}""";

    private readonly ModuleSession _session = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privateapi-empty-");

    public void Dispose()
    {
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_parameter_that_is_given_nothing_never_ends_in_an_exception_of_NET()
    {
        _session.Set("table", Write("calls.yaml", "- { RestApiId: PetStore, StageName: demo, Path: /pets, ExpectedVerdict: Blocked }"));
        _session.Set("cases", Write("cases.jsonl", Case));
        _session.Run(
            $"$null = $ExecutionContext.SessionState.Path.SetLocation('{_folder.FullName}'); "
                + "$lab = Start-PrivateApiLab -Region eu-west-1 -PendingTime 0"
        );
        using (LabWire wire = new(_session))
        {
            wire.RequestCertificate("*.example.com");
            _session.Run(Stage);
            string subnet = _session.Run("$network.SubnetId[0]")[0].ToString()!;
            _session.Set("instance", wire.NewInstance(subnet, _session.Run("$network.SecurityGroupId")[0].ToString()!));
        }

        List<PSObject> found = _session.Run($"$calls = {Calls}\n{Sweep}");
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
