using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// With its default host switched off an API answers under custom domain names only (API Gateway guide, "Disable the default
/// endpoint for REST APIs").
/// </summary>
internal sealed class DefaultEndpointEnabledCheck : IPathCheck
{
    public CheckName Name => CheckName.DefaultEndpointEnabled;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation switch
        {
            { Api: null } => Finding.NotApplicable("there is no API to check"),
            { Call.DomainName: not null } => Finding.NotApplicable("the call does not use the default host"),
            { IsDefaultHostDisabled: false, Api.DisableExecuteApiEndpoint: true } => Finding.Passed(
                $"the default host of {evaluation.Api.Id} is enabled as stage {evaluation.Stage!.Name} was deployed; the next deployment "
                    + "disables it"
            ),
            { IsDefaultHostDisabled: false } => Finding.Passed($"the default host of {evaluation.Api.Id} is enabled"),
            { Stage: { } stage, Api.DisableExecuteApiEndpoint: false } => Finding.Refused(
                $"the default host of {evaluation.Api.Id} is disabled as stage {stage.Name} was deployed; that it is enabled since then is "
                    + "not deployed",
                Deploy.Change(evaluation, stage.Name),
                DeniedAnswer.Forbidden
            ),
            _ => Finding.Refused(
                $"the default host of {evaluation.Api.Id} is disabled (disableExecuteApiEndpoint)",
                evaluation.Stage is { } stage
                    ? new DefaultEndpointChange(evaluation.Api.Id, stage.Name) { Brings = DeploymentChange.Waiting(evaluation, stage.Name) }
                    : null,
                DeniedAnswer.Forbidden
            ),
        };
}
