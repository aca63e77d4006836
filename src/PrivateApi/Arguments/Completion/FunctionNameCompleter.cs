using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the names of Lambda functions, those in a VPC first.</summary>
public sealed class FunctionNameCompleter : AccountCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        List<FunctionConfiguration> functions = await Pages.ListAsync(
            new ListFunctionsRequest(),
            session.Lambda.ListFunctionsAsync,
            page => page.Functions,
            stop
        );
        return
        [
            .. functions
                .OrderBy(item => string.IsNullOrEmpty(item.VpcConfig?.VpcId))
                .ThenBy(item => item.FunctionName, StringComparer.OrdinalIgnoreCase)
                .Select(item => new Suggestion(
                    item.FunctionName!,
                    item.VpcConfig is { VpcId.Length: > 0 } place
                        ? $"function in {place.VpcId}, {string.Join(", ", place.SubnetIds ?? [])}"
                        : "function outside of a VPC, which no private API is reached from"
                )),
        ];
    }
}
