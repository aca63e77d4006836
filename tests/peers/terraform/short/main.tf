# A private API with its policy, deployed: the least that shows whether the AWS provider finds what it made.
terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
variable "endpoint" {}
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "AKIDPEER"
  secret_key                  = "secret"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  endpoints {
    apigateway = var.endpoint
    sts        = var.endpoint
    iam        = var.endpoint
  }
}
resource "aws_api_gateway_rest_api" "it" {
  name = "short"
  endpoint_configuration {
    types            = ["PRIVATE"]
    vpc_endpoint_ids = ["vpce-0123456789abcdef0"]
  }
}
resource "aws_api_gateway_rest_api_policy" "it" {
  rest_api_id = aws_api_gateway_rest_api.it.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "${aws_api_gateway_rest_api.it.execution_arn}/*" }]
  })
}
resource "aws_api_gateway_method" "it" {
  rest_api_id   = aws_api_gateway_rest_api.it.id
  resource_id   = aws_api_gateway_rest_api.it.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "it" {
  rest_api_id       = aws_api_gateway_rest_api.it.id
  resource_id       = aws_api_gateway_rest_api.it.root_resource_id
  http_method       = aws_api_gateway_method.it.http_method
  type              = "MOCK"
  request_templates = { "application/json" = jsonencode({ statusCode = 200 }) }
}
resource "aws_api_gateway_documentation_part" "it" {
  rest_api_id = aws_api_gateway_rest_api.it.id
  properties  = jsonencode({ description = "short" })
  location { type = "API" }
}
resource "aws_api_gateway_documentation_version" "it" {
  rest_api_id = aws_api_gateway_rest_api.it.id
  version     = "1"
  depends_on  = [aws_api_gateway_documentation_part.it]
}
resource "aws_api_gateway_client_certificate" "it" {
  description = "short"
}
resource "aws_api_gateway_deployment" "it" {
  rest_api_id = aws_api_gateway_rest_api.it.id
  depends_on  = [aws_api_gateway_integration.it, aws_api_gateway_rest_api_policy.it]
}
resource "aws_api_gateway_stage" "it" {
  rest_api_id           = aws_api_gateway_rest_api.it.id
  deployment_id         = aws_api_gateway_deployment.it.id
  stage_name            = "v1"
  documentation_version = aws_api_gateway_documentation_version.it.version
  client_certificate_id = aws_api_gateway_client_certificate.it.id
}
