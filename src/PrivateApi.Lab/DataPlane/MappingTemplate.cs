using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PrivateApi.Lab.DataPlane.Velocity;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// Mapping templates: Velocity with API Gateway's <c>$input</c>, <c>$context</c>, <c>$stageVariables</c> and <c>$util</c>. A directive or
/// a method that the lab does not know is refused, because guessing would invent an answer.
/// </summary>
internal static class MappingTemplate
{
    public static string Render(string template, TemplateScope scope)
    {
        try
        {
            StringBuilder output = new();
            VelocityReader.Read(template)(new VelocityScope(scope.Root), output);
            return output.ToString();
        }
        catch (Exception e)
            when (e
                    is ArgumentException
                        or FormatException
                        or OverflowException
                        or InvalidOperationException
                        or RegexMatchTimeoutException
                        or JsonException
            )
        {
            throw GatewayFault.Internal("A mapping template could not be evaluated: a value or a pattern in it is not valid.");
        }
    }
}
