using PrivateApi.Arguments;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>Set-PrivateApi -EndpointType: asked, converted, and called before and after where that is wanted.</summary>
/// <param name="command">The command.</param>
internal sealed class ApiConversionRun(SetPrivateApiCommand command)
{
    /// <summary>Converts the API that is bound now.</summary>
    public void Run()
    {
        if (command.Ask(command.RestApiId, PlanAsync) is not var (change, plan) || !Approved(change, plan))
        {
            return;
        }

        ConversionProbe? probe =
            command.ProbePath is not { } path || plan.IsComplete
                ? null
                : new ConversionProbe(
                    command,
                    change,
                    path,
                    command.VpcEndpointId?.Select(id => NamedEndpoint.Read(id).VpcEndpointId).FirstOrDefault()
                );
        probe?.Before();
        if (
            command.Ask(
                command.RestApiId,
                (progress, stop) => new ApiConversions(command.Session).ApplyAsync(change, plan, progress, stop)
            ) is
            { } api
        )
        {
            probe?.After();
            command.WriteObject(api);
        }
    }

    private async Task<Conversion> PlanAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await command.RequireSameConnectionAsync(command.InputObject, stop);
        NamedEndpoints named = await NamedEndpoints.ReadAsync(command.Session, command.VpcEndpointId ?? [], stop);
        ConversionRequest request = new()
        {
            RestApiId = command.RestApiId,
            ToPrivate = string.Equals(command.EndpointType, "Private", StringComparison.OrdinalIgnoreCase),
            VpcEndpointIds = command.VpcEndpointId is null ? null : named.Ids,
            ForeignEndpoints = named.Foreign,
            Policy = command.Policy is null ? null : PolicyDocument.Parse(PolicyArgument.Text(command.SessionState, command.Policy)),
            RemovesPolicy = command.RemovePolicy,
            StageName = command.StageName,
            Force = command.Force,
        };
        return await new ApiConversions(command.Session).PlanAsync(request, progress, stop);
    }

    private bool Approved(ApiConversion change, Plan plan)
    {
        if (plan.IsComplete)
        {
            command.WriteVerbose(VisibleText.Escaped($"API {change.RestApiId} is {change.NewType} already, and its stages serve it so."));
            return true;
        }

        string what = change.Describe(plan);
        return command.ShouldProcess(what, what, "Convert API")
            && (change.Reach is null || command.ApproveHigh(what, "The way to this API changes", command.Force));
    }
}
