using System.Management.Automation;
using PrivateApi.Model;
using PrivateApi.Provisioning;

namespace PrivateApi.Commands;

/// <summary>Gets interface endpoints for execute-api, those that others made included.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiEndpoint", DefaultParameterSetName = "Name")]
[OutputType(typeof(Endpoint))]
public sealed class GetPrivateApiEndpointCommand : AwsCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Ids of endpoints.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>Only the endpoints in this VPC.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? VpcId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in VpcEndpointId)
        {
            Emit(id, (_, stop) => new Endpoints(Session, ProbeRemovals.On(Session)).GetAsync(id, stop));
        }

        foreach (string name in ParameterSetName == "Name" ? Name : [])
        {
            Emit(name, (_, stop) => EndpointSelection.FindAsync(Session, VpcId, name, stop));
        }
    }
}
