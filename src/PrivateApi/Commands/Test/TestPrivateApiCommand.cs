using System.Collections;
using System.Management.Automation;
using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Paths;
using PrivateApi.Snapshots;

namespace PrivateApi.Commands;

/// <summary>Says whether a call to a private API gets through, and why not.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PrivateApi", DefaultParameterSetName = Replay)]
[OutputType(typeof(TestResult), typeof(bool))]
public sealed class TestPrivateApiCommand : AwsCommand
{
    private const string Replay = "Snapshot";

    private readonly List<(string RestApiId, Api? Known, string? VpcEndpointId)> _inputs = [];

    /// <summary>The API's id; binds from our objects, from AWS Tools' RestApi, and from text.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Endpoint")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Subnet")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Instance")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Function")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Interface")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Address")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "OnPremises")]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string RestApiId { get; set; } = string.Empty;

    /// <summary>The object that RestApiId came from, to see that it is of this account and Region; an endpoint is the one that calls go through.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public IAwsResource? InputObject { get; set; }

    /// <summary>The stage; without it every one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? StageName { get; set; }

    /// <summary>The HTTP method.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z]+$")]
    public string Method { get; set; } = "GET";

    /// <summary>Path below the stage; without it the first deployed GET without path parameters, else /.</summary>
    [Parameter]
    public string? Path { get; set; }

    /// <summary>Headers of the call; their names and Host count.</summary>
    [Parameter]
    [Alias("Headers")]
    public IDictionary? Header { get; set; }

    /// <summary>The API key, sent as x-api-key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ApiKey { get; set; }

    /// <summary>ARN of whoever signs the call; without it nobody does.</summary>
    [Parameter]
    [ValidatePattern("^arn:")]
    public string? Principal { get; set; }

    /// <summary>The caller's subnets, each a caller of its own.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Subnet")]
    [Alias("SubnetIds")]
    [ValidateNotNullOrEmpty]
    public string[] SubnetId { get; set; } = [];

    /// <summary>The caller's security groups; without any the VPC's default one.</summary>
    [Parameter(ParameterSetName = "Subnet")]
    [Parameter(ParameterSetName = "Address")]
    [Alias("SecurityGroupIds")]
    [ValidateNotNullOrEmpty]
    public string[] SecurityGroupId { get; set; } = [];

    /// <summary>An instance that calls.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Instance")]
    [ValidatePattern("^i-")]
    public string? InstanceId { get; set; }

    /// <summary>A Lambda function that calls.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Function")]
    [ValidateNotNullOrEmpty]
    public string? FunctionName { get; set; }

    /// <summary>A network interface that calls.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Interface")]
    [ValidatePattern("^eni-")]
    public string? NetworkInterfaceId { get; set; }

    /// <summary>The caller's VPC; on premises the one where the gateway lands.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Address")]
    [Parameter(Mandatory = true, ParameterSetName = "OnPremises")]
    [ValidatePattern("^vpc-")]
    public string? VpcId { get; set; }

    /// <summary>The caller's address.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Address")]
    [Parameter(Mandatory = true, ParameterSetName = "OnPremises")]
    public System.Net.IPAddress? SourceIp { get; set; }

    /// <summary>The caller is in a network behind Direct Connect or a VPN.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "OnPremises")]
    public SwitchParameter OnPremises { get; set; }

    /// <summary>Whether on-premises name servers forward to the VPC's inbound resolver, or ask public ones.</summary>
    [Parameter(ParameterSetName = "OnPremises")]
    [ValidateSet("Forwarded", "Public")]
    public string Resolver { get; set; } = "Forwarded";

    /// <summary>The endpoint that calls go through.</summary>
    [Parameter]
    [ValidatePattern("^vpce-")]
    public string? VpcEndpointId { get; set; }

    /// <summary>How to address the API.</summary>
    [Parameter]
    public UrlForm UrlForm { get; set; }

    /// <summary>The private custom domain called.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DomainName { get; set; }

    /// <summary>A file for the facts: written with an API, read and judged again without one.</summary>
    [Parameter(ParameterSetName = "Endpoint")]
    [Parameter(ParameterSetName = "Subnet")]
    [Parameter(ParameterSetName = "Instance")]
    [Parameter(ParameterSetName = "Function")]
    [Parameter(ParameterSetName = "Interface")]
    [Parameter(ParameterSetName = "Address")]
    [Parameter(ParameterSetName = "OnPremises")]
    [Parameter(Mandatory = true, ParameterSetName = Replay)]
    [ValidateNotNullOrEmpty]
    public string? SnapshotPath { get; set; }

    /// <summary>Only true, for reachable in every case, or false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Show the evidence of every check.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != Replay && Ask(RestApiId, async (_, stop) =>
        {
            await RequireSameConnectionAsync(InputObject, stop).ConfigureAwait(false);
            return string.Empty;
        }) is not null)
        {
            _inputs.Add((RestApiId, InputObject is Api api && api.RestApiId == RestApiId ? api : null, VpcEndpointId ?? (InputObject as Endpoint)?.VpcEndpointId));
        }
    }

    // All at once: lists of networks and APIs are read once, however many APIs are tested.
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        TestOutput output = new(this, Quiet, Detailed);
        foreach (SnapshotCase taken in ParameterSetName == Replay ? Replayed() : Taken())
        {
            foreach (PathCall call in taken.Call)
            {
                output.Write(TestResults.Of(PathEngine.Judge(taken.Snapshot, call)));
            }
        }

        output.Finish();
    }

    private IEnumerable<SnapshotCase> Taken()
    {
        foreach (IGrouping<string?, (string RestApiId, Api? Known, string? VpcEndpointId)> group in _inputs.GroupBy(input => input.VpcEndpointId))
        {
            TestOrder order = Order(group.Key, [.. group.Select(input => (input.RestApiId, input.Known)).DistinctBy(input => input.RestApiId)]);
            string? file = SnapshotPath is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(SnapshotPath);
            if (Ask(order.Api[0].RestApiId, (_, stop) => new ApiTester(Session).TakeAsync(order, file, stop)) is { } taken)
            {
                yield return taken;
            }
        }
    }

    // Without a connection: a case from elsewhere is judged here.
    private IEnumerable<SnapshotCase> Replayed()
    {
        SnapshotCase? taken = null;
        try
        {
            taken = SnapshotFile.Read(SessionState.Path.GetUnresolvedProviderPathFromPSPath(SnapshotPath));
        }
        catch (PrivateApiException e)
        {
            WriteError(Errors.From(e, SnapshotPath)!);
        }

        return taken is null ? [] : [taken with { Call = [.. taken.Call.Select(call => TestCalls.Changed(call, StageName, MyInvocation.BoundParameters.ContainsKey(nameof(Method)) ? Method : null, Path))] }];
    }

    private TestOrder Order(string? endpoint, IReadOnlyList<(string RestApiId, Api? Known)> apis) => new()
    {
        Api = apis,
        StageName = StageName,
        Method = Method.ToUpperInvariant(),
        Path = Path,
        Caller = new CallerRequest
        {
            SubnetId = SubnetId,
            SecurityGroupId = SecurityGroupId,
            InstanceId = InstanceId,
            FunctionName = FunctionName,
            NetworkInterfaceId = NetworkInterfaceId,
            VpcId = VpcId,
            SourceIp = SourceIp?.ToString(),
            IsOnPremises = OnPremises,
            ForwardsNames = Resolver == "Forwarded",
        },
        VpcEndpointId = endpoint,
        DomainName = DomainName,
        UrlForm = UrlForm,
        Headers = RequestArguments.Headers(Header, ApiKey, null),
        Principal = Principal,
    };
}
