using System.Management.Automation;
using Amazon;
using PrivateApi.Resources;

namespace PrivateApi.Arguments;

/// <summary>
/// Takes the ids of endpoints as they are, and from endpoints: our own and AWS Tools', including the one inside the output of
/// New-EC2VpcEndpoint.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class VpcEndpointIdArgumentAttribute() : ResourceIdArgumentAttribute("VpcEndpointId", "VpcEndpoint")
{
    /// <summary>True where another account's endpoint is taken: an object that says whose it is gives its ARN.</summary>
    public bool KeepsOwner { get; init; }

    /// <summary>The ids that were bound; ARNs for those of a piped object that says whose it is.</summary>
    /// <param name="bound">What PowerShell bound from the object by its property, or what was typed.</param>
    /// <param name="piped">The object; null without a pipeline.</param>
    internal static IEnumerable<string> WithOwner(IEnumerable<string> bound, object? piped)
    {
        string? arn = ArnOf(piped);
        return bound.Select(id => arn is not null && NamedEndpoint.Read(arn).VpcEndpointId == id ? arn : id);
    }

    /// <inheritdoc/>
    protected override object? IdOf(object? value) => KeepsOwner && ArnOf(value) is { } arn ? arn : base.IdOf(value);

    // AWS Tools' endpoints have no property for their Region, but the name of their service has it before its last part.
    private static string? ArnOf(object? value)
    {
        if (JsonArgument.Unwrap(value) is null or string or IConvertible)
        {
            return null;
        }

        PSObject item = PSObject.AsPSObject(value);
        string? Text(string name) => JsonArgument.Unwrap(item.Properties[name]?.Value) as string;
        return item.Properties["VpcEndpoint"]?.Value is { } inner ? ArnOf(inner)
            : Text("VpcEndpointId") is not { } id || Text("OwnerId") is not { Length: > 0 } account ? null
            : (Text("Region") ?? RegionOf(Text("ServiceName"))) is { Length: > 0 } place
                ? NamedEndpoint.ArnOf(RegionEndpoint.GetBySystemName(place).PartitionName, place, account, id)
            : null;
    }

    private static string? RegionOf(string? service) => service?.Split('.') is [.., var region, _] ? region : null;
}
