using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Facts;
using PrivateApi.Reachability;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// What methods and their authorizers call: functions with their policies, and VPC links. Each is read once, a few at a time, however
/// many parts the APIs are read in.
/// </summary>
internal sealed class IntegrationReads(SnapshotReads reads)
{
    private const int Most = 20;

    private readonly Dictionary<string, FunctionFact?> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VpcLinkFact?> _links = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<FunctionFact>> FunctionsAsync(IEnumerable<ApiFact> apis, CancellationToken stop)
    {
        IEnumerable<string> names = Integrations(apis)
            .Select(item => (item.Stage, item.Integration.Uri))
            .Concat(Authorizers(apis))
            .Select(item => FunctionAccess.NameIn(StageVariableText.Fill(item.Uri ?? string.Empty, item.Stage.Variables)))
            .OfType<string>();
        return await ReadAsync(
            _functions,
            names,
            name => reads.OneAsync("Function", "lambda:GetFunctionConfiguration and lambda:GetPolicy", () => FunctionAsync(name, stop))
        );
    }

    public async Task<IReadOnlyList<VpcLinkFact>> VpcLinksAsync(IEnumerable<ApiFact> apis, CancellationToken stop)
    {
        IEnumerable<string> ids = Integrations(apis)
            .Select(item => StageVariableText.Fill(item.Integration.ConnectionId ?? string.Empty, item.Stage.Variables))
            .Where(id => id.Length > 0);
        return await ReadAsync(_links, ids, id => reads.OneAsync("VpcLink", "apigateway:GET on /vpclinks", () => VpcLinkAsync(id, stop)));
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(
        Dictionary<string, T?> known,
        IEnumerable<string> names,
        Func<string, Task<T?>> read
    )
        where T : class
    {
        string[] unread = [.. names.Distinct(StringComparer.Ordinal).Where(name => !known.ContainsKey(name)).Take(Most - known.Count)];
        T?[] found = await Task.WhenAll(unread.Select(read));
        foreach ((string name, T? fact) in unread.Zip(found))
        {
            known.Add(name, fact);
        }

        return [.. known.Values.OfType<T>()];
    }

    private static IEnumerable<(StageFact Stage, IntegrationFact Integration)> Integrations(IEnumerable<ApiFact> apis) =>
        from api in apis
        from stage in api.Stages
        from method in stage.Methods
        where method.Integration is not null
        select (stage, method.Integration);

    private static IEnumerable<(StageFact Stage, string? Uri)> Authorizers(IEnumerable<ApiFact> apis) =>
        from api in apis
        from stage in api.Stages
        from method in stage.Methods
        select (stage, method.Authorizer?.Uri);

    private async Task<FunctionFact?> FunctionAsync(string name, CancellationToken stop)
    {
        try
        {
            GetFunctionConfigurationResponse function = await reads.Session.Lambda.GetFunctionConfigurationAsync(
                new GetFunctionConfigurationRequest { FunctionName = name },
                stop
            );
            return new FunctionFact
            {
                Name = name,
                Exists = true,
                State = function.State,
                Policy = await PolicyAsync(name, stop),
            };
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            return new FunctionFact { Name = name, Exists = false };
        }
    }

    private async Task<string?> PolicyAsync(string name, CancellationToken stop)
    {
        try
        {
            return (await reads.Session.Lambda.GetPolicyAsync(new GetPolicyRequest { FunctionName = name }, stop)).Policy;
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            return null;
        }
    }

    private async Task<VpcLinkFact?> VpcLinkAsync(string id, CancellationToken stop)
    {
        try
        {
            GetVpcLinkResponse link = await reads.Session.ApiGateway.GetVpcLinkAsync(new GetVpcLinkRequest { VpcLinkId = id }, stop);
            return new VpcLinkFact
            {
                Id = id,
                Status = link.Status,
                Targets = link.TargetArns ?? [],
                StatusMessage = link.StatusMessage,
            };
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            // It does not know the ids of V2.
            return await new V2Reads(reads).VpcLinkAsync(id, stop);
        }
    }
}
