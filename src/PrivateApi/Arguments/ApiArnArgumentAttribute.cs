using System.Collections;
using System.Management.Automation;
using Amazon;

namespace PrivateApi.Arguments;

/// <summary>Takes the ARNs of APIs as they are, and from objects that say which API they are about, of whatever account.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiArnArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Turns objects into ARNs.</summary>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <param name="inputData">What the user gave.</param>
    /// <returns>ARNs.</returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        JsonArgument.Unwrap(inputData) is IEnumerable list and not (string or IDictionary)
            ? list.Cast<object?>().Select(Arn).ToArray()
            : Arn(inputData);

    // Service Authorization Reference, "Resource types defined by Amazon API Gateway Management and execute-api".
    private static object? Arn(object? value)
    {
        if (JsonArgument.Unwrap(value) is null or string)
        {
            return JsonArgument.Unwrap(value);
        }

        PSObject item = PSObject.AsPSObject(value);
        string? Text(string name) => JsonArgument.Unwrap(item.Properties[name]?.Value) as string;
        return (Text("RestApiId"), Text("Region"), Text("AccountId")) is ({ Length: > 0 } api, { Length: > 0 } region, { } account)
            ? $"arn:{RegionEndpoint.GetBySystemName(region).PartitionName}:execute-api:{region}:{account}:{api}"
            : value;
    }
}
