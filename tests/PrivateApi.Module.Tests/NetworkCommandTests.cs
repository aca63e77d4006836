using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests;

/// <summary>The network and endpoint commands as a user meets them, on the lab.</summary>
public sealed class NetworkCommandTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public NetworkCommandTests() => _session.Run("$lab = Start-PrivateApiLab -Region eu-west-1");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_endpoint_for_another_service_is_left_alone_and_one_that_others_made_goes_by_its_id()
    {
        _session.Run("$network = New-PrivateApiNetwork -Name Demo");
        using LabWire wire = new(_session);
        string Made(string service) =>
            Regex
                .Match(
                    wire.Send(
                        "ec2",
                        "POST",
                        "/",
                        $"Action=CreateVpcEndpoint&VpcEndpointType=Interface&VpcId={_session.Run("$network.VpcId")[0]}&ServiceName=com.amazonaws.eu-west-1.{service}&SubnetId.1={_session.Run("$network.SubnetId[0]")[0]}"
                    ),
                    "vpce-[0-9a-f]+"
                )
                .Value;

        string other = Made("ssm");
        ErrorRecord error = Assert.Single(
            _session.Invoke($"Set-PrivateApiEndpoint {other} -Policy '{{\"Version\":\"2012-10-17\",\"Statement\":[]}}'").Errors
        );
        Assert.Equal("EndpointNotFound,PrivateApi.Commands.SetPrivateApiEndpointCommand", error.FullyQualifiedErrorId);
        Assert.Contains("com.amazonaws.eu-west-1.ssm", error.ToString(), StringComparison.Ordinal);

        string nameless = Made("execute-api");
        _session.Run("Remove-PrivateApiEndpoint -Name * -Force");
        Assert.Single(_session.Run("Get-PrivateApiEndpoint -Name *"));
        _session.Run($"Remove-PrivateApiEndpoint -Name {nameless} -Force");
        Assert.Empty(_session.Run("Get-PrivateApiEndpoint -Name *"));
    }

    [Fact]
    public void Verbose_says_that_the_Region_is_the_lab_s() =>
        Assert.Contains(
            _session.Run("Get-PrivateApiNetwork -Name * -Verbose 4>&1"),
            line => line.ToString()!.StartsWith("Region eu-west-1 from the lab", StringComparison.Ordinal)
        );

    [Fact]
    public void Waiting_shows_a_progress_bar_and_takes_it_away()
    {
        ScriptResult result = _session.Invoke(
            "$slow = Start-PrivateApiLab -Region eu-west-1 -PendingTime 00:10:00; "
                + "New-PrivateApiNetwork -Name Demo | New-PrivateApiEndpoint -TimeoutSec 1"
        );
        Assert.Contains(
            result.Progress,
            record =>
                record.Activity.Contains("to become available", StringComparison.Ordinal)
                && record.RecordType == ProgressRecordType.Processing
        );
        Assert.All(
            result.Progress.GroupBy(record => record.ActivityId),
            bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType)
        );
    }

    [Theory]
    [InlineData("$network | New-PrivateApiEndpoint -Name Other -NoPrivateDns -TimeoutSec 1")]
    [InlineData("$endpoint | Set-PrivateApiEndpoint -PrivateDnsEnabled $false -Force -TimeoutSec 1")]
    public void Waiting_ends_when_TimeoutSec_is_over(string command)
    {
        _session.Run(
            "$slow = Start-PrivateApiLab -Region eu-west-1 -PendingTime 00:10:00; "
                + "$network = New-PrivateApiNetwork -Name Demo; $endpoint = $network | New-PrivateApiEndpoint -NoWait"
        );
        ErrorRecord error = Assert.Single(_session.Invoke(command).Errors);
        Assert.Equal("TimedOut", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_stop_while_waiting_ends_at_once_takes_nothing_back_and_the_same_command_finds_what_is_there()
    {
        List<PSObject> result = _session.Run(
            $$"""
            $slow = Start-PrivateApiLab -Region eu-west-1 -PendingTime 00:05:00
            $network = New-PrivateApiNetwork -Name Demo
            $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2()); $runspace.Open()
            $shell = [powershell]::Create(); $shell.Runspace = $runspace
            $null = $shell.AddScript("Import-Module '{{ModuleSession.StagedModule}}PrivateApi.psd1'; New-PrivateApiEndpoint $($network.VpcId) -Name Demo -Region eu-west-1 -EndpointUrl $($slow.EndpointUrl) -AccessKey AKIDTEST -SecretKey secret")
            $running = $shell.BeginInvoke()
            $limit = [datetime]::UtcNow.AddSeconds(60)
            while (-not (Get-PrivateApiEndpoint) -and [datetime]::UtcNow -lt $limit) { }
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.Elapsed.TotalSeconds
            $shell.InvocationStateInfo.State
            $runspace.Dispose()
            (New-PrivateApiEndpoint $network.VpcId -Name Demo -NoWait).State
            @(Get-PrivateApiEndpoint).Count
            """
        );
        // Not a measurement: the endpoint would be waited for for five minutes.
        Assert.InRange((double)result[0].BaseObject, 0, 60);
        Assert.Equal(["Stopped", "pending", "1"], result.Skip(1).Select(item => item.ToString()));
    }

    [Fact]
    public void Input_of_another_account_or_Region_is_refused()
    {
        _session.Run("$network = New-PrivateApiNetwork -Name Demo; $endpoint = $network | New-PrivateApiEndpoint");
        string other = "@{ EndpointUrl = $lab.EndpointUrl; Region = 'eu-west-1'; AccessKey = '210987654321'; SecretKey = 'x' }";
        foreach (
            string command in new[]
            {
                "$network | New-PrivateApiEndpoint -Region eu-west-2",
                "$network | Remove-PrivateApiNetwork -Force -Region eu-west-2",
                "$endpoint | Set-PrivateApiEndpoint -PrivateDnsEnabled $false -Force -Region eu-west-2",
                "$endpoint | Remove-PrivateApiEndpoint -Force -Region eu-west-2",
                $"$other = {other}; $network | New-PrivateApiEndpoint @other",
            }
        )
        {
            ErrorRecord error = Assert.Single(_session.Invoke(command).Errors);
            Assert.StartsWith("ConnectionMismatch,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        Assert.Single(_session.Run("Get-PrivateApiEndpoint"));
    }

    [Fact]
    public void Objects_of_AWS_Tools_bind_by_their_properties()
    {
        _session.Run(
            """
            $network = New-PrivateApiNetwork -Name Demo
            $vpc = [pscustomobject]@{ VpcId = $network.VpcId; CidrBlock = '10.0.0.0/16'; Tags = @() }
            $endpoint = $vpc | New-PrivateApiEndpoint
            """
        );
        Assert.Equal(_session.Run("$network.VpcId").Single(), _session.Run("$endpoint.Name").Single());
        _session.Run(
            "$sdk = [pscustomobject]@{ VpcEndpointId = $endpoint.VpcEndpointId; VpcId = "
                + "$endpoint.VpcId; SubnetIds = @('subnet-1'); Groups = @() }"
        );
        Assert.Single(_session.Run("$sdk | Get-PrivateApiEndpoint"));
        _session.Run("$sdk | Set-PrivateApiEndpoint -PrivateDnsEnabled $false -Force");
        _session.Run("$sdk | Remove-PrivateApiEndpoint -Force; $vpc | Remove-PrivateApiNetwork -Force");
        Assert.Empty(_session.Run("Get-PrivateApiNetwork"));
    }
}
