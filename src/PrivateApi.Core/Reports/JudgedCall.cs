using PrivateApi.Model;
using PrivateApi.Reports.Comparison;

namespace PrivateApi.Reports;

/// <summary>A judged call with what a report shows of it.</summary>
/// <param name="Result">The result.</param>
/// <param name="Compared">How it stands to an earlier report.</param>
internal sealed record JudgedCall(TestResult Result, ComparedCall Compared)
{
    /// <summary>Its path.</summary>
    public CallPath Path { get; } = CallPath.FromResult(Result);

    /// <summary>Who calls; where nobody is named, through which endpoint.</summary>
    public string Origin =>
        Result is { Caller: TestResult.AnyCaller, VpcEndpointId: { } endpoint } ? $"{Result.Caller} {endpoint}" : Result.Caller;

    /// <summary>The VPC that it starts in, or that of the endpoint where nobody is named; null where that is not known.</summary>
    public string? VpcId =>
        Result.Topology?.Caller?.VpcId ?? (Result.Caller == TestResult.AnyCaller ? Result.Topology?.EndpointVpcId : null);
}
