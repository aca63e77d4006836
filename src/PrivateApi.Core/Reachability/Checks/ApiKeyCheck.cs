using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>A method may want an API key of a usage plan of the stage; without one it answers 403 Forbidden.</summary>
internal sealed class ApiKeyCheck : IPathCheck
{
    public CheckName Name => CheckName.ApiKey;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation switch
        {
            { Method: null } => Finding.NotApplicable("there is no method to check"),
            { Method.ApiKeyRequired: false } => Finding.NotApplicable(
                $"{evaluation.Method.Verb} {evaluation.Method.Path} does not require an API key"
            ),
            { Call.HasApiKey: false } => Finding.Refused(
                $"{evaluation.Method.Verb} {evaluation.Method.Path} requires an API key, and the call carries none",
                CallAgain.CommandFor(evaluation).With("ApiKey", CommandValue.Placeholder("key of a usage plan of the stage")),
                DeniedAnswer.Forbidden
            ),

            // A key is a secret: whether it is valid is not read.
            _ => Finding.Warning(
                $"{evaluation.Method.Verb} {evaluation.Method.Path} requires an API key; "
                    + $"whether the call's key is enabled and in a usage plan of stage {evaluation.Call.StageName} is not checked"
            ),
        };
}
